package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the committed positions of consumer groups and the ends of the topic, over all replicas of the relay. */
public final class GroupLag implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<Admin> admins;
    private @Nullable Admin admin;

    /** Reads through one client that is made when it is first needed. */
    public GroupLag(Supplier<Admin> admins) {
        this.admins = admins;
    }

    /**
     * The committed offset of each partition in which the group has one.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public Map<Integer, Long> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                await(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<Integer, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    /**
     * The end of each partition of the event topic.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public Map<Integer, Long> ends() {
        return offsets(OffsetSpec.latest());
    }

    /**
     * The first offset that each partition of the event topic still has.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public Map<Integer, Long> beginnings() {
        return offsets(OffsetSpec.earliest());
    }

    /** How many records a group is behind these ends. */
    public long behind(String group, Map<Integer, Long> ends) {
        Map<Integer, Long> committed = committed(group);
        return committed.entrySet().stream()
                .mapToLong(one -> Math.max(0, ends.getOrDefault(one.getKey(), 0L) - one.getValue()))
                .sum();
    }

    /**
     * Deletes a group that has no members.
     *
     * @throws KafkaException when it has, or Kafka does not answer
     */
    public void delete(String group) {
        var unused = await(admin().deleteConsumerGroups(List.of(group)).all());
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private Map<Integer, Long> offsets(OffsetSpec spec) {
        return await(admin().listOffsets(Positions.PARTITIONS.stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> spec)))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().partition(), one -> one.getValue().offset()));
    }

    private synchronized Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = admins.get();
            admin = made;
        }
        return made;
    }

    private static <T> T await(KafkaFuture<T> future) {
        return AdminAnswer.await(future, PATIENCE);
    }
}
