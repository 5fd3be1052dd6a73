package org.securecontext.relay.configuration;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.securecontext.events.kafka.EnsureTopics;
import org.securecontext.events.kafka.KafkaSettings;
import org.securecontext.events.kafka.TopicPlan;
import org.securecontext.relay.lanes.CreationTurn;
import org.securecontext.relay.lanes.LaneSettings;
import org.securecontext.relay.lanes.Positions;
import org.securecontext.relay.records.RecordWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka clients. None connects before the relay starts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class KafkaConfiguration {

    private static final int LARGEST_REQUEST = 2 * 1024 * 1024;

    /** Small, since each endpoint has a consumer: what is fetched stays in memory until it is its turn. */
    private static final int FETCH_BYTES = 256 * 1024;

    private static final int PARTITION_FETCH_BYTES = 64 * 1024;
    private static final int POLL_RECORDS = 64;

    @Bean
    ConsumerFactory<byte[], byte[]> consumerFactory(KafkaSettings kafka, LaneSettings lanes) {
        Map<String, Object> properties = kafka.clientProperties();
        int session = Math.toIntExact(lanes.sessionTimeout().toMillis());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "scp-webhook-relay-" + UUID.randomUUID());
        return new DefaultKafkaConsumerFactory<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Bean
    ProducerFactory<byte[], byte[]> producerFactory(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "scp-webhook-relay");
        return new DefaultKafkaProducerFactory<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    RecordWriter recordWriter(ProducerFactory<byte[], byte[]> producers, ScheduledExecutorService relayTimer) {
        return new RecordWriter(new SharedProducer(producers), relayTimer);
    }

    @Bean
    Positions positions(KafkaSettings kafka) {
        return new Positions(() -> Admin.create(kafka.clientProperties()));
    }

    @Bean
    CreationTurn creationTurn(ConsumerFactory<byte[], byte[]> consumers) {
        return new CreationTurn(
                () -> consumers.createConsumer(CreationTurn.GROUP, CreationTurn.GROUP, "-" + UUID.randomUUID()));
    }

    @Bean
    EnsureTopics ensureTopics(KafkaSettings kafka, RelaySettings relay) {
        boolean production = relay.isProduction();
        return new EnsureTopics(
                kafka, TopicPlan.of(kafka.topics(), production), production, java.time.Duration.ofSeconds(5));
    }

    /** The one producer of the process, made when it is first needed. */
    private static final class SharedProducer implements Supplier<Producer<byte[], byte[]>> {

        private final ProducerFactory<byte[], byte[]> producers;
        private volatile @org.jspecify.annotations.Nullable Producer<byte[], byte[]> producer;

        SharedProducer(ProducerFactory<byte[], byte[]> producers) {
            this.producers = producers;
        }

        @Override
        public Producer<byte[], byte[]> get() {
            Producer<byte[], byte[]> made = producer;
            if (made == null) {
                made = producers.createProducer();
                producer = made;
            }
            return made;
        }
    }
}
