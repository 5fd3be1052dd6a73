package org.securecontext.relay.lanes;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Translates times of appending into offsets of the event topic. */
public final class EventRange {

    private static final List<TopicPartition> ALL = Positions.PARTITIONS;

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** Asks through consumers without a group that are made for each question and closed after it. */
    public EventRange(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The time before which events have been deleted; null when the topic still has all that it ever had.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public @Nullable Instant missingBefore() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ALL);
            Map<TopicPartition, OffsetAndTimestamp> oldest = consumer.offsetsForTimes(times(Instant.EPOCH));
            Instant missingBefore = null;
            for (TopicPartition partition : ALL) {
                OffsetAndTimestamp first = oldest.get(partition);
                if (beginnings.getOrDefault(partition, 0L) > 0 && first != null) {
                    Instant at = Instant.ofEpochMilli(first.timestamp());
                    missingBefore = missingBefore == null || at.isAfter(missingBefore) ? at : missingBefore;
                }
            }
            return missingBefore;
        }
    }

    /**
     * The offsets of what was appended from one time (inclusive) to another (exclusive).
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public Offsets between(Instant from, Instant to) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> latest = consumer.endOffsets(ALL);
            return new Offsets(
                    numbers(consumer.offsetsForTimes(times(from)), latest),
                    numbers(consumer.offsetsForTimes(times(to)), latest));
        }
    }

    private static Map<Integer, Long> numbers(
            Map<TopicPartition, OffsetAndTimestamp> found, Map<TopicPartition, Long> latest) {
        Map<Integer, Long> numbers = new HashMap<>();
        for (TopicPartition partition : ALL) {
            OffsetAndTimestamp offset = found.get(partition);
            numbers.put(partition.partition(), offset == null ? latest.getOrDefault(partition, 0L) : offset.offset());
        }
        return numbers;
    }

    private static Map<TopicPartition, Long> times(Instant time) {
        return ALL.stream().collect(Collectors.toMap(partition -> partition, partition -> time.toEpochMilli()));
    }

    /**
     * A range of each partition.
     *
     * @param starts the first offset
     * @param ends the offset after the last
     */
    public record Offsets(Map<Integer, Long> starts, Map<Integer, Long> ends) {

        /** Copies the maps. */
        public Offsets {
            starts = Map.copyOf(starts);
            ends = Map.copyOf(ends);
        }

        /** How many records lie in the range. */
        public long records() {
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - starts.getOrDefault(end.getKey(), 0L)))
                    .sum();
        }
    }
}
