package org.securecontext.endtoend.canary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;

/** Every record of every topic, decompressed: key, headers and value. */
final class TopicText {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicText() {}

    static byte[] all(String bootstrapServers) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(POLL).forEach(record -> append(record, text));
            }
        }
        return text.toByteArray();
    }

    static void write(String bootstrapServers, String value) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>(Topics.WEBHOOK_ATTEMPTS, "planted", value));
        }
    }

    private static void append(ConsumerRecord<byte[], byte[]> record, ByteArrayOutputStream text) {
        write(text, record.key());
        for (Header header : record.headers()) {
            write(text, header.key().getBytes(StandardCharsets.UTF_8));
            write(text, header.value());
        }
        write(text, record.value());
    }

    private static void write(ByteArrayOutputStream text, byte @Nullable [] bytes) {
        if (bytes != null) {
            text.writeBytes(bytes);
        }
        text.write('\n');
    }
}
