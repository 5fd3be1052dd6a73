package org.securecontext.proxy.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.events.kafka.KafkaSettings;
import org.springframework.stereotype.Component;

/** Reads which event of a shard is the last in the topic. Redis may have forgotten it; the topic has not. */
@Component
class TopicTail {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String SEQUENCE_HEADER = "ce_sequence";
    private static final String ID_HEADER = "ce_id";

    private final KafkaSettings settings;

    TopicTail(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * The last event of a shard, or null when its partition is empty. Blocks; one shard at a time.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer in 5 seconds
     */
    synchronized @Nullable Published last(Shard shard) {
        Map<String, Object> properties = settings.clientProperties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) DEADLINE.toMillis());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.TOKEN_EVENTS, shard.number());
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long start = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end <= start) {
                return null;
            }
            consumer.seek(partition, end - 1);
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(DEADLINE)) {
                return published(found);
            }
            return null;
        }
    }

    private static @Nullable Published published(ConsumerRecord<byte[], byte[]> found) {
        String sequence = header(found, SEQUENCE_HEADER);
        String eventId = header(found, ID_HEADER);
        EntryId id = eventId == null ? null : EntryId.ofEvent(eventId);
        if (sequence == null || id == null || !sequence.matches("\\d{1,18}")) {
            return null;
        }
        return new Published(Long.parseLong(sequence), id);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** An event that stands in the topic. */
    record Published(long sequence, EntryId id) {}
}
