package org.securecontext.localstack.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaProcessIT {

    private static final TopicPartition KEPT = new TopicPartition("kept", 0);

    @Test
    void acknowledgedRecordsSurviveAKill() throws ExecutionException, InterruptedException {
        // Given
        try (KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")))) {
            write(kafka, "one", "two", "three");

            // When
            kafka.kill();
            kafka.restart();

            // Then
            assertThat(read(kafka)).containsExactly("one", "two", "three");
        }
    }

    private static void write(KafkaProcess kafka, String... values) throws ExecutionException, InterruptedException {
        Map<String, Object> servers = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(servers)) {
            admin.createTopics(List.of(new NewTopic(KEPT.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(KEPT.topic(), value)).get();
            }
        }
    }

    private static List<String> read(KafkaProcess kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(KEPT));
            consumer.seekToBeginning(List.of(KEPT));
            return StreamSupport.stream(consumer.poll(Duration.ofSeconds(20)).spliterator(), false)
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
