package org.securecontext.benchmarks;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.events.Topics;

/** How long events took from their own time to the broker's append time. */
final class AppendLatency {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int DIGITS = 3;

    private AppendLatency() {}

    /** In milliseconds, of each event of the topic whose time is not before {@code from}. */
    static Histogram since(Instant from, String bootstrapServers) {
        Histogram millis = new Histogram(DIGITS);
        List<TopicPartition> partitions = Shard.all().stream()
                .map(shard -> new TopicPartition(Topics.TOKEN_EVENTS, shard.number()))
                .toList();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, CloudEvent> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new CloudEventDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<String, CloudEvent> record : consumer.poll(POLL)) {
                    TokenEvent event = TokenEventFormat.fromCloudEvent(record.value());
                    if (!event.time().isBefore(from)) {
                        millis.recordValue(
                                Math.max(0, record.timestamp() - event.time().toEpochMilli()));
                    }
                }
            }
        }
        return millis;
    }
}
