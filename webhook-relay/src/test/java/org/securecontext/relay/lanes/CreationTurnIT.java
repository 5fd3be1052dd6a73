package org.securecontext.relay.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.securecontext.events.Shard;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.relay.endpoints.StartFrom;

/** Two replicas that meet the same new endpoint at the same moment, while events keep coming. */
class CreationTurnIT {

    private static final int ENDPOINTS = 8;

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    private final Admin admin = Admin.create(client);
    private final Positions positions = new Positions(() -> Admin.create(client));
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();
    private final ExecutorService replicas = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        replicas.shutdownNow();
        admin.close();
        kafka.close();
    }

    @Test
    void thePositionOfTheFirstReplicaStands() throws ExecutionException, InterruptedException {
        // Given
        admin.createTopics(List.of(
                        new NewTopic(Topics.TOKEN_EVENTS, Shard.COUNT, (short) 1),
                        new NewTopic(Topics.WEBHOOK_ENDPOINTS, 1, (short) 1)))
                .all()
                .get();
        Future<?> events = replicas.submit(this::writeUntilInterrupted);
        CyclicBarrier together = new CyclicBarrier(2);

        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            String group = "scp-webhook-relay.endpoint-" + endpoint + ".declared";

            // When
            List<Future<Map<TopicPartition, OffsetAndMetadata>>> made = new ArrayList<>();
            for (int replica = 0; replica < 2; replica++) {
                made.add(replicas.submit(() -> create(group, together)));
            }

            // Then
            assertThat(made.get(0).get())
                    .hasSize(Shard.COUNT)
                    .isEqualTo(made.get(1).get());
        }
        assertThat(mostInside).hasValue(1);
        assertThat(events.cancel(true)).isTrue();
    }

    /** What a starting replica does, and the positions that it sees when it has done it. */
    private Map<TopicPartition, OffsetAndMetadata> create(String group, CyclicBarrier together) throws Exception {
        CreationTurn turn = new CreationTurn(this::consumer);
        var unused = together.await(30, TimeUnit.SECONDS);
        turn.take(() -> {
            int now = inside.incrementAndGet();
            mostInside.accumulateAndGet(now, Math::max);
            positions.ensure(group, StartFrom.LATEST);
            inside.decrementAndGet();
        });
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("group.id", CreationTurn.GROUP);
        properties.put("auto.offset.reset", "none");
        properties.put("enable.auto.commit", false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void writeUntilInterrupted() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("linger.ms", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; !Thread.currentThread().isInterrupted(); number++) {
                var sent = producer.send(
                        new ProducerRecord<>(Topics.TOKEN_EVENTS, number % Shard.COUNT, null, new byte[64]));
                if (number % 64 == 0) {
                    sent.get();
                }
            }
        } catch (InterruptedException | ExecutionException | org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }
}
