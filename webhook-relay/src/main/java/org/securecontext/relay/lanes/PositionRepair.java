package org.securecontext.relay.lanes;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on at the oldest event that exists when a position is gone, and says how many events are missing. Kafka's own reset
 * would do the same in silence, or skip to the newest.
 */
final class PositionRepair {

    private static final Logger log = LoggerFactory.getLogger(PositionRepair.class);

    private final Consumer<byte[], byte[]> consumer;
    private final OwnedPartitions partitions;
    private final LaneJournal journal;

    PositionRepair(Consumer<byte[], byte[]> consumer, OwnedPartitions partitions, LaneJournal journal) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.journal = journal;
    }

    /** Moves the positions that the exception names. */
    void repair(InvalidOffsetException invalid) {
        Set<TopicPartition> affected = invalid.partitions();
        Map<TopicPartition, Long> asked = invalid instanceof OffsetOutOfRangeException outOfRange
                ? outOfRange.offsetOutOfRangePartitions()
                : Map.of();
        consumer.beginningOffsets(affected).forEach((partition, beginning) -> {
            Long before = asked.get(partition);
            if (before != null && before > beginning) {
                // The topic is shorter than the position: it was made anew, and what is held belongs to the old one.
                partitions.restart(partition);
            }
            consumer.seek(partition, beginning);
            long missing = before == null ? -1 : Math.max(0, beginning - before);
            log.atError()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("position", before)
                    .addKeyValue("oldest", beginning)
                    .addKeyValue("missing", missing)
                    .log("Events were gone from the topic before they could be delivered");
            var unused = journal.gap(partition.partition(), before == null ? beginning : before, missing);
        });
    }
}
