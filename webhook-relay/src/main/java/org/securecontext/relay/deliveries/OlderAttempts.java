package org.securecontext.relay.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;

/** Reads the attempt log between two times from the topic itself. */
public final class OlderAttempts {

    /** How many records one search reads; a longer range is searched in parts. */
    static final int MOST = 500_000;

    private static final int MOST_FOUND = 50_000;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(6);
    private static final List<TopicPartition> ALL = IntStream.range(0, Shard.COUNT)
            .mapToObj(number -> new TopicPartition(Topics.WEBHOOK_ATTEMPTS, number))
            .toList();

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** Reads through consumers without a group. */
    public OlderAttempts(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * The deliveries of the query whose attempts lie between the times; empty and not complete when they are too many.
     *
     * @throws KafkaException when Kafka does not answer
     */
    Found find(DeliveryQuery query, Instant from, Instant to) {
        Map<DeliveryKey, List<AttemptRecord>> found = new LinkedHashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(ALL);
            Map<TopicPartition, Long> ends = seek(consumer, from, to);
            boolean complete = read(consumer, ends, attempt -> {
                if (query.mayInclude(attempt)) {
                    found.computeIfAbsent(DeliveryKey.of(attempt), absent -> new ArrayList<>())
                            .add(attempt);
                }
                return found.size() <= MOST_FOUND;
            });
            List<Delivery> deliveries = found.values().stream()
                    .map(Delivery::of)
                    .filter(query::includes)
                    .toList();
            return complete ? new Found(deliveries, true) : new Found(List.of(), false);
        }
    }

    /** Whether all was read before the taker, or the bound, said that it is enough. */
    private static boolean read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Predicate<AttemptRecord> taker) {
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        int read = 0;
        open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        while (!open.isEmpty()) {
            consumer.pause(ALL.stream().filter(one -> !open.contains(one)).toList());
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                AttemptRecord attempt = AttemptLog.read(entry.value());
                read++;
                if (read > MOST || (attempt != null && !taker.test(attempt))) {
                    return false;
                }
            }
            open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            if (System.nanoTime() > deadline) {
                throw new KafkaException("The attempt log could not be read in time");
            }
        }
        return true;
    }

    private static Map<TopicPartition, Long> seek(Consumer<byte[], byte[]> consumer, Instant from, Instant to) {
        Map<TopicPartition, Long> latest = consumer.endOffsets(ALL);
        Map<TopicPartition, OffsetAndTimestamp> firsts = consumer.offsetsForTimes(times(from));
        Map<TopicPartition, OffsetAndTimestamp> lasts = consumer.offsetsForTimes(times(to.plus(LONGEST_ATTEMPT)));
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        for (TopicPartition partition : ALL) {
            long end = latest.getOrDefault(partition, 0L);
            OffsetAndTimestamp first = firsts.get(partition);
            OffsetAndTimestamp last = lasts.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
            ends.put(partition, last == null ? end : last.offset());
        }
        return ends;
    }

    private static Map<TopicPartition, Long> times(Instant time) {
        return ALL.stream().collect(Collectors.toMap(one -> one, one -> time.toEpochMilli()));
    }

    /**
     * What a search found.
     *
     * @param complete whether the whole range was read
     */
    record Found(List<Delivery> deliveries, boolean complete) {}
}
