package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits the lowest unsettled offset of each partition: every tenth of a second, and before a partition is handed over. */
final class Commits {

    private static final Logger log = LoggerFactory.getLogger(Commits.class);
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<Integer, Long> committed = new HashMap<>();
    private long last = System.nanoTime();
    private boolean underWay;

    Commits(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** Commits without waiting when it is time and something moved; a commit that fails is made again with the next. */
    void tick(Collection<OwnedPartition> partitions) {
        long now = System.nanoTime();
        if (underWay || now - last < INTERVAL_NANOS) {
            return;
        }
        last = now;
        Map<TopicPartition, OffsetAndMetadata> moved = moved(partitions);
        if (!moved.isEmpty()) {
            underWay = true;
            consumer.commitAsync(moved, (offsets, failure) -> {
                underWay = false;
                if (failure == null) {
                    remember(offsets);
                } else {
                    log.atDebug().addKeyValue("error", failure.getMessage()).log("Commit failed, it is made again");
                }
            });
        }
    }

    /** Commits and waits; called for partitions that go to another member, and at the end. */
    void commit(Collection<OwnedPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> moved = moved(partitions);
        if (moved.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(moved, HANDOVER);
            remember(moved);
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("The last positions could not be committed; their events come again");
        }
    }

    /** Forgets a partition that is no longer owned. */
    void forget(int partition) {
        committed.remove(partition);
    }

    private Map<TopicPartition, OffsetAndMetadata> moved(Collection<OwnedPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (OwnedPartition partition : partitions) {
            if (partition.window().hasPosition()) {
                long position = partition.window().position();
                Long before = committed.get(partition.number());
                if (before == null || before != position) {
                    moved.put(new TopicPartition(topic, partition.number()), new OffsetAndMetadata(position));
                }
            }
        }
        return moved;
    }

    private void remember(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
    }
}
