package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.relay.endpoints.StartFrom;

/**
 * Gives a new consumer group a position in each partition before anybody reads with it. A relay that dies before its first
 * commit then goes on where it began, and not at whatever is newest by then.
 */
public final class Positions {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** All partitions of the event topic. */
    static final List<TopicPartition> PARTITIONS = IntStream.range(0, Shard.COUNT)
            .mapToObj(number -> new TopicPartition(Topics.TOKEN_EVENTS, number))
            .toList();

    private final Supplier<Admin> admins;

    /** Positions through clients that are made for each call and closed after it. */
    public Positions(Supplier<Admin> admins) {
        this.admins = admins;
    }

    /**
     * Commits a position where the group has none; one that exists is never moved.
     *
     * @throws KafkaException when Kafka does not answer or refuses
     */
    public void ensure(String group, StartFrom start) {
        try (Admin admin = admins.get()) {
            ensure(admin, group, start);
        }
    }

    /**
     * Commits these offsets for a group that is new.
     *
     * @throws KafkaException when Kafka does not answer or refuses
     */
    public void create(String group, Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offsets.forEach((partition, offset) ->
                positions.put(new TopicPartition(Topics.TOKEN_EVENTS, partition), new OffsetAndMetadata(offset)));
        try (Admin admin = admins.get()) {
            var unused = await(admin.alterConsumerGroupOffsets(group, positions).all());
        }
    }

    private static void ensure(Admin admin, String group, StartFrom start) {
        Map<TopicPartition, OffsetAndMetadata> known =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        List<TopicPartition> missing = PARTITIONS.stream()
                .filter(partition -> known.get(partition) == null)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets(admin, missing, start);
        try {
            await(admin.alterConsumerGroupOffsets(group, offsets).all());
        } catch (GroupNotEmptyException | UnknownMemberIdException e) {
            // Another replica was faster and reads already; what is missing for it, it finds itself.
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(
            Admin admin, List<TopicPartition> partitions, StartFrom start) {
        Map<TopicPartition, Long> found = list(admin, partitions, specOf(start));
        List<TopicPartition> beyond = partitions.stream()
                .filter(partition -> found.getOrDefault(partition, -1L) < 0)
                .toList();
        if (!beyond.isEmpty()) {
            found.putAll(list(admin, beyond, OffsetSpec.latest()));
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        found.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }

    private static Map<TopicPartition, Long> list(Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, Long> found = new HashMap<>();
        await(admin.listOffsets(asked).all()).forEach((partition, info) -> found.put(partition, info.offset()));
        return found;
    }

    private static OffsetSpec specOf(StartFrom start) {
        return switch (start.kind()) {
            case EARLIEST -> OffsetSpec.earliest();
            case LATEST -> OffsetSpec.latest();
            case TIME ->
                OffsetSpec.forTimestamp(start.time() == null ? 0 : start.time().toEpochMilli());
        };
    }

    private static <T> T await(KafkaFuture<T> future) {
        return AdminAnswer.await(future, TIMEOUT);
    }
}
