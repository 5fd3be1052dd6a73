package org.securecontext.relay.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.securecontext.events.keys.KeyRing;
import org.securecontext.events.keys.SealedBox;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.records.RecordWriter;

class EndpointsTopicTest {

    private static final String OLD = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String NEW = "k2:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aSecretSealedWithAnOldKeyIsSealedAnewOnce() {
        // Given
        topic(OLD).put(endpoint()).join();
        EndpointsTopic rotated = topic(NEW + "," + OLD);
        EndpointRegistry registry = new EndpointRegistry(List.of());
        read(rotated, registry);

        // When
        rotated.reseal(registry).join();

        // Then
        EndpointRegistry withoutOld = new EndpointRegistry(List.of());
        read(topic(NEW), withoutOld);
        Endpoint kept = Objects.requireNonNull(withoutOld.find(endpoint().id()));
        assertThat(kept).isEqualTo(endpoint());
        assertThat(Objects.requireNonNull(kept.secrets().current()).reveal()).isEqualTo("a secret");
        read(rotated, registry);
        rotated.reseal(registry).join();
        assertThat(kafka.history()).hasSize(2);
    }

    @Test
    void neitherTheSecretNorAHeadersValueIsReadableInTheTopic() {
        // When
        topic(OLD).put(endpoint()).join();

        // Then
        String written = new String(kafka.history().get(0).value(), StandardCharsets.UTF_8);
        assertThat(written)
                .contains("Authorization", "https://siem.example.com/")
                .doesNotContain("hush")
                .doesNotContain("a secret");
    }

    @Test
    void anEndpointWhoseKeyIsGoneChangesNothing() {
        // Given
        topic(OLD).put(endpoint()).join();
        EndpointRegistry registry = new EndpointRegistry(List.of());

        // When
        read(topic(NEW), registry);

        // Then
        assertThat(registry.all()).isEmpty();
    }

    private void read(EndpointsTopic topic, EndpointRegistry registry) {
        for (ProducerRecord<byte[], byte[]> written : kafka.history()) {
            topic.apply(written.key(), written.value(), registry);
        }
    }

    private EndpointsTopic topic(String keys) {
        return new EndpointsTopic(new RecordWriter(() -> kafka, timer), new SealedBox(KeyRing.parse(keys)));
    }

    private static Endpoint endpoint() {
        return new Endpoint(
                new EndpointId("siem"),
                "g1",
                new Target(
                        URI.create("https://siem.example.com/"),
                        Map.of("Authorization", "Bearer hush"),
                        Duration.ofSeconds(10),
                        BodyFormat.SCP),
                new Subscription(Set.of(), Set.of()),
                SigningSecrets.of(new Secret("a secret")),
                new Limits(RetrySchedule.standard(), null, 64),
                StartFrom.LATEST,
                null);
    }
}
