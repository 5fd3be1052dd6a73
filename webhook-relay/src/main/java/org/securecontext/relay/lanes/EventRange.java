package org.securecontext.relay.lanes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;

/** Translates times of appending into offsets of the event topic. */
public final class EventRange {

    private static final List<TopicPartition> ALL = Positions.PARTITIONS;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Admin> admins;
    private final Clock clock;

    /** Asks through clients that are made for each question and closed after it; the consumers have no group. */
    public EventRange(Supplier<Consumer<byte[], byte[]>> consumers, Supplier<Admin> admins, Clock clock) {
        this.consumers = consumers;
        this.admins = admins;
        this.clock = clock;
    }

    /**
     * The time before which events have been deleted; null when the topic still has all that it ever had. A partition that
     * lost all its events tells no time itself: of it everything older than the topic's retention counts as deleted.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public @Nullable Instant missingBefore() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ALL);
            Map<TopicPartition, OffsetAndTimestamp> oldest = consumer.offsetsForTimes(times(Instant.EPOCH));
            List<TopicPartition> shortened = ALL.stream()
                    .filter(partition -> beginnings.getOrDefault(partition, 0L) > 0)
                    .toList();
            boolean hasEmptied = shortened.stream().anyMatch(partition -> oldest.get(partition) == null);
            Instant missingBefore = hasEmptied ? retained() : null;
            for (TopicPartition partition : shortened) {
                OffsetAndTimestamp first = oldest.get(partition);
                if (first != null) {
                    Instant at = Instant.ofEpochMilli(first.timestamp());
                    missingBefore = missingBefore == null || at.isAfter(missingBefore) ? at : missingBefore;
                }
            }
            return missingBefore;
        }
    }

    private @Nullable Instant retained() {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.TOKEN_EVENTS);
        try (Admin admin = admins.get()) {
            Config config = AdminAnswer.await(
                            admin.describeConfigs(List.of(topic)).all(), TIMEOUT)
                    .values()
                    .iterator()
                    .next();
            long retention =
                    Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
            return retention < 0 ? null : clock.instant().minusMillis(retention);
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
