package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** One endpoint of twenty takes requests and never answers, while the others get every event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangingEndpointIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration BEFORE_TIMEOUT = Duration.ofSeconds(50);
    private static final List<String> GOOD =
            IntStream.rangeClosed(1, 19).mapToObj(number -> "good-" + number).toList();

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Receiver receiver = new Receiver();
    private final Receiver hanging = new Receiver();
    private final RelayProcess relay = RelayProcess.launch(kafka.bootstrapServers(), environment());

    @BeforeAll
    void hang() {
        hanging.answer(webhook -> Receiver.Answer.of(200).after(TIMEOUT.multipliedBy(2)));
        relay.awaitReady();
    }

    @AfterAll
    void stop() {
        relay.kill();
        receiver.close();
        hanging.close();
        kafka.close();
    }

    @Test
    void theOthersGetEveryEventBeforeItsFirstTimeoutIsOver() {
        // Given
        try (EventSource source = new EventSource(kafka.bootstrapServers())) {
            List<String> first = source.write(100);
            await().atMost(BEFORE_TIMEOUT).until(() -> hanging.requests() == 64);

            // When
            List<String> meanwhile = source.write(200);

            // Then
            await().atMost(BEFORE_TIMEOUT)
                    .until(() -> GOOD.stream()
                            .allMatch(endpoint -> arrivedAt(endpoint).containsAll(first)
                                    && arrivedAt(endpoint).containsAll(meanwhile)));
            assertThat(receiver.requests()).isEqualTo(GOOD.size() * 300);
            assertThat(relay.metric("scp_webhook_attempts_total", "endpoint=\"hanging\""))
                    .isZero();
            assertThat(hanging.requests()).isEqualTo(64);
        }
    }

    private Set<String> arrivedAt(String endpoint) {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        receiver.received().stream()
                .filter(webhook -> endpoint.equals(webhook.header("x-endpoint")))
                .forEach(webhook -> ids.add(webhook.id()));
        return ids;
    }

    private Map<String, String> environment() {
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        yaml.append("  - {id: hanging, url: '%s', timeout: %ds, start_from: earliest}%n"
                .formatted(hanging.url(), TIMEOUT.toSeconds()));
        GOOD.forEach(id ->
                yaml.append("  - {id: %s, url: '%s', headers: {X-Endpoint: %s}, timeout: %ds, start_from: earliest}%n"
                        .formatted(id, receiver.url(), id, TIMEOUT.toSeconds())));
        return RelayProcess.withEndpoints(yaml.toString());
    }
}
