package org.securecontext.relay.lanes;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Topics;

/** Measures how far the lane is behind, every few seconds, in records and in time. */
final class LaneLag {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Lane lane;
    private final Consumer<byte[], byte[]> consumer;
    private final OwnedPartitions partitions;
    private final LaneMetrics metrics;
    private final Clock clock;
    private long measuredAt = System.nanoTime();

    LaneLag(
            Lane lane,
            Consumer<byte[], byte[]> consumer,
            OwnedPartitions partitions,
            LaneMetrics metrics,
            Clock clock) {
        this.lane = lane;
        this.consumer = consumer;
        this.partitions = partitions;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Measures when it is time. */
    void measure() {
        long now = System.nanoTime();
        if (now - measuredAt < INTERVAL_NANOS) {
            return;
        }
        measuredAt = now;
        Map<TopicPartition, OwnedPartition> owned = new HashMap<>();
        partitions.all().forEach(one -> owned.put(new TopicPartition(Topics.TOKEN_EVENTS, one.number()), one));
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(owned.keySet(), PATIENCE);
            long records = 0;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                OwnedPartition partition = owned.get(end.getKey());
                if (partition != null) {
                    records += behind(end.getKey(), partition, end.getValue());
                }
            }
            metrics.lag(records, records == 0 ? 0 : oldest());
        } catch (KafkaException e) {
            // Kafka is away; the last figures stand until it is back.
            measuredAt = now;
        }
    }

    private long behind(TopicPartition topicPartition, OwnedPartition partition, long latest) {
        long end = Math.min(latest, lane.endOf(partition.number()));
        return partition.window().hasPosition()
                ? Math.max(0, end - partition.window().position())
                : consumer.currentLag(topicPartition).orElse(0);
    }

    private long oldest() {
        long now = clock.millis();
        return partitions.all().stream()
                .map(OwnedPartition::oldestWaiting)
                .mapToLong(appendedAt -> appendedAt == null ? 0 : Math.max(0, now - appendedAt))
                .max()
                .orElse(0);
    }
}
