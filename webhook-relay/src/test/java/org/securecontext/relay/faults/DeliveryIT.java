package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** One relay with one endpoint against a real broker: what arrives, and that nothing stops the rest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Receiver receiver = new Receiver();
    private final RelayProcess relay = RelayProcess.launch(
            kafka.bootstrapServers(),
            join(RelayProcess.deliveringTo(receiver.url()), Map.of("SCP_WEBHOOK_RETRY_DELAY", "300ms")));
    private EventSource source;

    @BeforeAll
    void start() {
        relay.awaitReady();
        source = new EventSource(kafka.bootstrapServers());
    }

    @AfterEach
    void behave() {
        receiver.answer(webhook -> Receiver.Answer.of(200));
    }

    @AfterAll
    void stop() {
        source.close();
        relay.close();
        receiver.close();
        kafka.close();
    }

    @Test
    void eachEventIsDeliveredOnceWithBothSignatures() {
        // When
        List<String> ids = source.write(2_000);

        // Then
        await().atMost(SOON).until(() -> receiver.acknowledged().keySet().containsAll(ids));
        assertThat(receiver.repeats()).isZero();
        assertThat(receiver.received())
                .filteredOn(webhook -> webhook.id().equals(ids.get(0)))
                .singleElement()
                .extracting(
                        Receiver.Webhook::headers,
                        org.assertj.core.api.InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("user-agent", "SecureContext-Protocol-Webhook/1.0")
                .containsEntry("content-type", "application/json")
                .containsEntry("x-scp-event-type", "token_retrieved")
                .containsKeys("webhook-id", "webhook-timestamp", "webhook-signature", "x-scp-signature");
        await().atMost(SOON)
                .until(() -> relay.metric("scp_webhook_attempts_total", "endpoint=\"default\"", "outcome=\"delivered\"")
                        >= ids.size());
    }

    @Test
    void recordsThatAreNoEventsAreParkedAndTheNextEventIsDelivered() {
        // Given
        double before = relay.metric("scp_webhook_dead_letters_total");
        source.writeRaw(3, null, Map.of());
        source.writeRaw(3, "no json".getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
        source.writeRaw(3, new byte[1_000_000], Map.of("ce_specversion", "1.0", "ce_id", "a", "ce_type", "b"));
        source.writeRaw(
                3,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "x_1",
                        "ce_source", "https://scp.example.com",
                        "ce_type", "org.securecontext.unheard.of"));

        // When
        TokenEvent next = source.writeOne(EventType.TOKEN_CREATED, "google");

        // Then
        await().atMost(Duration.ofSeconds(5))
                .until(() -> receiver.acknowledged().containsKey(next.id().value()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(relay.metric("scp_webhook_dead_letters_total") - before)
                        .isEqualTo(4));
    }

    @Test
    void aFailedAttemptIsRepeatedWhenItIsDue() {
        // Given
        receiver.answer(webhook -> Receiver.Answer.of(400));
        TokenEvent event = source.writeOne(EventType.TOKEN_CREATED, "google");
        await().atMost(SOON).until(() -> attemptsOf(event) == 2);

        // When
        receiver.answer(webhook -> Receiver.Answer.of(200));

        // Then
        await().atMost(SOON)
                .until(() -> receiver.acknowledged().containsKey(event.id().value()));
        await().atMost(SOON).until(() -> relay.metric("scp_webhook_parked") == 0);
    }

    private long attemptsOf(TokenEvent event) {
        return receiver.received().stream()
                .filter(webhook -> webhook.id().equals(event.id().value()))
                .count();
    }

    private static Map<String, String> join(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new java.util.HashMap<>(one);
        all.putAll(other);
        return all;
    }
}
