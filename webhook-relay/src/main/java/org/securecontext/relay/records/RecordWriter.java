package org.securecontext.relay.records;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records until Kafka has them. While Kafka is away the futures stay open, and since nothing is settled before
 * its record is acknowledged, the windows bound how many wait.
 */
public final class RecordWriter {

    private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ScheduledExecutorService timer;

    /**
     * A writer on a producer with {@code acks=all}; repeats of failed writes wait on the timer.
     *
     * @param producers gives the one producer; asked for each record, first when something is written
     */
    public RecordWriter(Supplier<Producer<byte[], byte[]>> producers, ScheduledExecutorService timer) {
        this.producers = producers;
        this.timer = timer;
    }

    /**
     * Writes a record. The future completes when Kafka has acknowledged it, and fails with a
     * {@link RecordTooLargeException} alone: any other failure is tried again after a second.
     */
    public CompletableFuture<Void> write(ProducerRecord<byte[], byte[]> entry) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        send(entry, written);
        return written;
    }

    private void send(ProducerRecord<byte[], byte[]> entry, CompletableFuture<Void> written) {
        try {
            var unused = producers.get().send(entry, (metadata, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    failed(entry, written, failure);
                }
            });
        } catch (KafkaException e) {
            failed(entry, written, e);
        }
    }

    private void failed(ProducerRecord<byte[], byte[]> entry, CompletableFuture<Void> written, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            written.completeExceptionally(failure);
            return;
        }
        log.atWarn()
                .addKeyValue("topic", entry.topic())
                .addKeyValue("error", String.valueOf(failure.getMessage()))
                .log("Kafka did not take a record, trying again");
        if (!timer.isShutdown()) {
            var unused = timer.schedule(() -> send(entry, written), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
