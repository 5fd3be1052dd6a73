package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.relay.attempts.AttemptLog;

/** Receivers with certificates that do not prove who they are, beside one whose does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestCertificates certificates = new TestCertificates(TestBackends.newDirectory("certificates"));
    private final TlsServer valid = new TlsServer(certificates.valid());
    private final Map<String, TlsServer> impostors = Map.of(
            "self-signed", new TlsServer(certificates.selfSigned()),
            "another-host", new TlsServer(certificates.forAnotherHost()),
            "expired", new TlsServer(certificates.expired()));
    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final RelayProcess relay = RelayProcess.launch(kafka.bootstrapServers(), environment());

    @BeforeAll
    void start() {
        relay.awaitReady();
    }

    @AfterAll
    void stop() {
        relay.close();
        impostors.values().forEach(TlsServer::close);
        valid.close();
        kafka.close();
    }

    @Test
    void noByteOfAWebhookReachesAReceiverThatDoesNotProveItsName() {
        // When
        try (EventSource source = new EventSource(kafka.bootstrapServers())) {
            List<String> unused = source.write(10);
        }

        // Then
        await().atMost(SOON)
                .until(() -> relay.metric("scp_webhook_attempts_total", "endpoint=\"valid\"", "outcome=\"delivered\"")
                        == 10);
        assertThat(valid.bytes()).isGreaterThan(10 * 500);
        impostors.forEach((id, impostor) -> {
            await().atMost(SOON).until(() -> reasons(id).size() >= 10);
            assertThat(reasons(id)).containsOnly("tls");
            assertThat(impostor.connections()).isPositive();
            assertThat(impostor.bytes()).isZero();
        });
    }

    private List<String> reasons(String endpoint) {
        return new TopicReader(kafka.bootstrapServers())
                .read(Topics.WEBHOOK_ATTEMPTS).stream()
                        .map(entry -> AttemptLog.read(entry.value()))
                        .filter(Objects::nonNull)
                        .filter(attempt -> attempt.endpoint().equals(endpoint))
                        .map(attempt -> String.valueOf(attempt.reason()))
                        .toList();
    }

    private Map<String, String> environment() {
        Map<String, String> urls = new HashMap<>(Map.of("valid", valid.url()));
        impostors.forEach((id, impostor) -> urls.put(id, impostor.url()));
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        urls.forEach((id, url) -> yaml.append("  - {id: %s, url: '%s', start_from: earliest}%n".formatted(id, url)));
        Map<String, String> environment = new HashMap<>(RelayProcess.withEndpoints(yaml.toString()));
        environment.put(
                "JDK_JAVA_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + certificates.trustStore() + " -Djavax.net.ssl.trustStorePassword="
                        + certificates.password());
        return environment;
    }
}
