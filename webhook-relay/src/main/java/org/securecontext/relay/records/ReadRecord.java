package org.securecontext.relay.records;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads single records by their coordinates. */
public final class ReadRecord {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** Reads through consumers without a group, each closed by {@link Reader#close()}. */
    public ReadRecord(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The record at these coordinates; null when the topic no longer has it.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public @Nullable ConsumerRecord<byte[], byte[]> at(String topic, int partition, long offset) {
        try (Reader reader = open()) {
            return reader.at(topic, partition, offset);
        }
    }

    /** A reader for many records. */
    public Reader open() {
        return new Reader(consumers.get());
    }

    /** Reads one record after another with one consumer. */
    public static final class Reader implements AutoCloseable {

        private final Consumer<byte[], byte[]> consumer;

        private Reader(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        /** The record at these coordinates; null when the topic no longer has it. */
        public @Nullable ConsumerRecord<byte[], byte[]> at(String topic, int partition, long offset) {
            TopicPartition place = new TopicPartition(topic, partition);
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (System.nanoTime() < deadline) {
                try {
                    for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                        return entry.offset() == offset ? entry : null;
                    }
                } catch (OffsetOutOfRangeException e) {
                    return null;
                }
            }
            throw new KafkaException("Kafka did not give a record within 5 s");
        }

        @Override
        public void close() {
            consumer.close(Duration.ofSeconds(1));
        }
    }
}
