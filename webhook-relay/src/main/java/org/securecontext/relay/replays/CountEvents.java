package org.securecontext.relay.replays;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.Topics;
import org.securecontext.relay.lanes.EventRange;
import org.securecontext.relay.records.EventReader;
import org.securecontext.relay.records.SourceRecord;

/** Counts the events of a range that a replay would deliver, by reading them. */
final class CountEvents {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EventReader reader;

    CountEvents(Supplier<Consumer<byte[], byte[]>> consumers, EventReader reader) {
        this.consumers = consumers;
        this.reader = reader;
    }

    /**
     * How many there are.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    long count(EventRange.Offsets range, Predicate<TokenEvent> included) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Set<TopicPartition> open = new HashSet<>();
            range.ends().forEach((number, end) -> {
                if (range.starts().getOrDefault(number, 0L) < end) {
                    open.add(new TopicPartition(Topics.TOKEN_EVENTS, number));
                }
            });
            consumer.assign(List.copyOf(open));
            open.forEach(one -> consumer.seek(one, range.starts().getOrDefault(one.partition(), 0L)));
            return count(consumer, open, range.ends(), included);
        }
    }

    private long count(
            Consumer<byte[], byte[]> consumer,
            Set<TopicPartition> open,
            Map<Integer, Long> ends,
            Predicate<TokenEvent> included) {
        long counted = 0;
        while (!open.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                if (entry.offset() < ends.getOrDefault(entry.partition(), 0L) && isIncluded(entry, included)) {
                    counted++;
                }
            }
            open.removeIf(one -> {
                boolean done = consumer.position(one) >= ends.getOrDefault(one.partition(), 0L);
                if (done) {
                    consumer.pause(List.of(one));
                }
                return done;
            });
        }
        return counted;
    }

    private boolean isIncluded(ConsumerRecord<byte[], byte[]> entry, Predicate<TokenEvent> included) {
        return reader.read(SourceRecord.of(entry))
                .fold(valid -> included.test(valid.event().event()), unreadable -> false);
    }
}
