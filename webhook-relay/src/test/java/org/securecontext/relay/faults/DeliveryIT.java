package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.relay.records.SourceRecord;

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
        assertThat(relay.log()).contains("Webhook attempt endpointId=\"default\" eventId=\"" + ids.get(0) + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void receiversInOtherLanguagesAcceptWhatArrivesAndNothingElse(ForeignVerifier verifier) {
        // When
        TokenEvent event = source.writeOne(EventType.TOKEN_CREATED, "gööglé");

        // Then
        await().atMost(SOON)
                .until(() -> receiver.acknowledged().containsKey(event.id().value()));
        Receiver.Webhook webhook = receiver.received().stream()
                .filter(one -> one.id().equals(event.id().value()))
                .findFirst()
                .orElseThrow();
        assertThat(verifier.accepts(RelayProcess.SECRET, webhook.headers(), webhook.body()))
                .isTrue();
        assertThat(verifier.accepts(RelayProcess.SECRET, webhook.headers(), webhook.body() + " "))
                .isFalse();
    }

    @Test
    void recordsThatAreNoEventsAreParkedAndTheNextEventIsDelivered() {
        // Given
        Map<Long, String> causes = new TreeMap<>();
        causes.put(source.writeRaw(3, null, Map.of()), "no_value");
        causes.put(source.writeRaw(3, bytes("no json"), Map.of()), "no_event");
        causes.put(source.writeRaw(3, bytes("no json"), cloudEvent("org.securecontext.token.created")), "no_json");
        causes.put(
                source.writeRaw(
                        3, bytes("{}"), Map.of("ce_specversion", "1.0", "ce_type", "org.securecontext.token.created")),
                "no_event");
        causes.put(source.writeRaw(3, bytes("{}"), cloudEvent("org.securecontext.unheard.of")), "unknown_type");
        causes.put(source.writeRaw(3, new byte[1_000_000], cloudEvent("org.securecontext.token.created")), "too_large");

        // When
        TokenEvent next = source.writeOneTo(3, EventType.TOKEN_CREATED);

        // Then
        await().atMost(Duration.ofSeconds(5))
                .until(() -> receiver.acknowledged().containsKey(next.id().value()));
        await().atMost(SOON).untilAsserted(() -> assertThat(deadLetters()).isEqualTo(causes));
        assertThat(relay.metric("scp_webhook_dead_letters_total")).isEqualTo(causes.size());
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

    /** The causes of the dead letters of partition 3, by the offset that each names. */
    private Map<Long, String> deadLetters() {
        Map<Long, String> causes = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter :
                new TopicReader(kafka.bootstrapServers()).read(Topics.WEBHOOK_DEAD_LETTERS)) {
            assertThat(SourceRecord.get(letter.headers(), "source-partition")).isEqualTo("3");
            assertThat(SourceRecord.get(letter.headers(), "endpoint")).isEqualTo("default.declared");
            causes.put(
                    Long.valueOf(String.valueOf(SourceRecord.get(letter.headers(), "source-offset"))),
                    String.valueOf(SourceRecord.get(letter.headers(), "cause")));
        }
        return causes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> cloudEvent(String type) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", "x_1",
                "ce_source", "https://scp.example.com",
                "ce_type", type,
                "ce_subject", "s",
                "ce_time", "2026-01-01T00:00:00Z",
                "ce_shard", "3",
                "ce_sequence", "1");
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
