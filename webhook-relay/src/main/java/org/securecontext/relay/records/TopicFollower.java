package org.securecontext.relay.records;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic, without a group, from its beginning or its last records on and follows it. */
public final class TopicFollower implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers;
    private final List<TopicPartition> partitions;
    private final long last;
    private final Consumer<ConsumerRecord<byte[], byte[]>> onRecord;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    /**
     * A follower that makes its consumer when it runs, and anew after a failure; it then goes on where it was.
     *
     * @param last with how many records of each partition it begins; {@link Long#MAX_VALUE}: with all
     * @param onRecord gets each record, on the thread that runs this
     */
    public TopicFollower(
            Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers,
            String topic,
            int partitions,
            long last,
            Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        this.consumers = consumers;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        this.last = last;
        this.onRecord = onRecord;
    }

    /** Completes when the topic has been read to the end that it had at the start. */
    public CompletableFuture<Void> complete() {
        return complete;
    }

    /** Ends {@link #run()} within a moment. */
    public void stop() {
        stopping = true;
        stopped.countDown();
    }

    @Override
    public void run() {
        while (!stopping) {
            try (var consumer = consumers.get()) {
                follow(consumer);
            } catch (KafkaException e) {
                log.atWarn()
                        .addKeyValue("topic", partitions.get(0).topic())
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("A topic cannot be read, trying again");
                rest();
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long oldest = beginnings.getOrDefault(partition, 0L);
            long first = Math.max(oldest, ends.getOrDefault(partition, 0L) - Math.min(last, Long.MAX_VALUE / 2));
            consumer.seek(partition, Math.max(oldest, positions.getOrDefault(partition, first)));
        }
        while (!stopping) {
            try {
                consumer.poll(POLL).forEach(this::accept);
            } catch (InvalidOffsetException e) {
                consumer.seekToBeginning(e.partitions());
            }
            if (!complete.isDone()
                    && partitions.stream().allMatch(one -> consumer.position(one) >= ends.getOrDefault(one, 0L))) {
                complete.complete(null);
            }
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> entry) {
        onRecord.accept(entry);
        positions.put(new TopicPartition(entry.topic(), entry.partition()), entry.offset() + 1);
    }

    private void rest() {
        try {
            if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                stopping = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
