package org.securecontext.relay.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Topics;

/** What Kafka knows of an endpoint's consumer group, and of the topic that it reads. */
final class Group implements AutoCloseable {

    private final Admin admin;
    private final String name;

    /** The group of a declared endpoint. */
    Group(String bootstrapServers, String endpoint) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.name = "scp-webhook-relay." + endpoint + ".declared";
    }

    /** The committed positions by partition. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        get(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata())
                .forEach((partition, position) -> positions.put(partition.partition(), position.offset()));
        return positions;
    }

    /** Moves positions of a group that has no members. */
    void move(Map<Integer, Long> positions) {
        var unused = get(admin.alterConsumerGroupOffsets(
                        name,
                        positions.entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> partition(entry.getKey()),
                                        entry -> new OffsetAndMetadata(entry.getValue()))))
                .all());
    }

    /** Deletes what stands before this offset, as retention does. */
    void forget(int partition, long before) {
        var unused = get(admin.deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(before)))
                .all());
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topics.TOKEN_EVENTS, number);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
