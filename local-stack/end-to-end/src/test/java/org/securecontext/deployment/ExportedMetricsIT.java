package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** An alert on a metric that nobody exports never fires. */
class ExportedMetricsIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyMetricOfRulesAndDashboardsIsExported(@TempDir Path directory) throws IOException {
        // Given
        NamedMetrics named = NamedMetrics.inRulesAndDashboards();
        try (GatewayProcesses gateway = GatewayProcesses.start(11, 1, Map.of());
                ServiceProcess relay = relay(gateway, directory)) {
            relay.awaitReady(Duration.ofSeconds(60));
            int port = gateway.ports().get(0);
            String session = gateway.client().finish(port, gateway.client().consent(port, gateway.provider()));
            assertThat(gateway.client().retrieve(port, session).status()).isEqualTo(200);

            // When, Then
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(named.missingFrom(scrape(gateway.replica(0)) + scrape(relay)))
                            .isEmpty());
        }
    }

    private static ServiceProcess relay(GatewayProcesses gateway, Path directory) {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        return ServiceProcess.launch(ServiceOptions.of("webhook-relay", managementPort, directory)
                .unpacked()
                .with(Map.of(
                        "SCP_ENVIRONMENT", "development",
                        "SCP_PORT", Integer.toString(port),
                        "SCP_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "SCP_KAFKA_BOOTSTRAP_SERVERS", gateway.kafka().bootstrapServers(),
                        "SCP_ENABLE_WEBHOOKS", "true",
                        "SCP_WEBHOOK_URL", "http://127.0.0.1:9/refused",
                        "SCP_WEBHOOK_SECRET", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "SCP_WEBHOOK_ALLOW_PRIVATE", "true")));
    }

    private String scrape(ServiceProcess service) throws IOException, InterruptedException {
        URI address = service.options().readiness().resolve("/actuator/prometheus");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
