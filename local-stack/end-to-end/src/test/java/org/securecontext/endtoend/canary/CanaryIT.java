package org.securecontext.endtoend.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.endtoend.gateway.HttpAnswer;
import org.securecontext.endtoend.gateway.ProviderCallback;
import org.securecontext.endtoend.provider.RandomTokens;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** A thousand tokens go through the gateway; afterwards none can be read in Redis, Kafka, logs, metrics or webhooks. */
class CanaryIT {

    private static final int TOKENS = 1_000;
    private static final int REFRESHED_SESSIONS = 50;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration NEARLY_ENDED = Duration.ofSeconds(40);

    @Test
    void noTokenCanBeReadOutsideOfTheAnswerToItsAgent() throws IOException {
        // Given
        int relayManagement = FreePorts.next();
        try (WebhookSink webhooks = new WebhookSink();
                GatewayProcesses gateway = GatewayProcesses.start(SEED, 1, Map.of());
                ServiceProcess relay = ServiceProcess.start(relay(gateway, webhooks, relayManagement))) {
            assertThat(relay.isAlive()).isTrue();

            // When
            int retrieved = createAndRetrieve(gateway);
            List<String> canaries = canaries(gateway);
            await("for the webhooks").atMost(PATIENCE).until(() -> webhooks.count() >= retrieved);

            // Then
            Sinks sinks = new Sinks(gateway, webhooks, List.of(gateway.managementPort(0), relayManagement));
            CanaryScan scan = new CanaryScan(canaries);
            Map<String, byte[]> texts = sinks.read();
            Map<String, Set<String>> hits = new LinkedHashMap<>();
            texts.forEach((sink, text) -> hits.put(sink, scan.find(text)));
            System.out.printf(
                    "%d canaries (%d tokens), %d webhooks, %d KiB in %d sinks: %d hits%n",
                    canaries.size(),
                    gateway.issuedTokens().size(),
                    webhooks.count(),
                    texts.values().stream().mapToLong(text -> text.length).sum() / 1_024,
                    texts.size(),
                    hits.values().stream().mapToInt(Set::size).sum());
            assertThat(hits)
                    .allSatisfy((sink, found) -> assertThat(found).as(sink).isEmpty());
            assertThatPlantedCanariesAreFound(sinks);
        }
    }

    private static int createAndRetrieve(GatewayProcesses gateway) throws IOException {
        AtomicInteger grants = new AtomicInteger();
        gateway.provider()
                .accessTokensLive(() -> grants.getAndIncrement() % 10 == 0 ? NEARLY_ENDED : Duration.ofHours(1));
        int port = gateway.ports().get(0);
        int retrieved = 0;
        while (gateway.issuedTokens().size() < TOKENS) {
            ProviderCallback callback = gateway.client().consent(port, gateway.provider());
            String session = gateway.client().finish(port, callback);
            HttpAnswer answer = gateway.client().retrieve(port, session);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(gateway.provider()
                            .isLive(answer.json().at("/data/access_token").asText()))
                    .isTrue();
            retrieved++;
        }
        assertThat(gateway.provider().refreshes()).isGreaterThanOrEqualTo(REFRESHED_SESSIONS / 2);
        misuse(gateway, port);
        return 2 * retrieved;
    }

    /** Calls that bring a secret to the wrong place; what is refused must not be logged either. */
    private static void misuse(GatewayProcesses gateway, int port) throws IOException {
        String token = gateway.issuedTokens().get(0);
        String harmless = Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        assertThat(gateway.client().retrieve(port, harmless).status()).isEqualTo(400);
        HttpAnswer body = gateway.client().api(port, "POST", "/api/agent/auth", "{\"provider\":\"" + token + "\"}");
        assertThat(body.status()).isBetween(400, 499);
    }

    private static List<String> canaries(GatewayProcesses gateway) {
        List<String> canaries = new ArrayList<>(gateway.issuedTokens());
        canaries.addAll(gateway.secrets());
        canaries.addAll(gateway.provider().issuedCodes());
        return canaries;
    }

    /** Puts a fresh canary into each sink by the way that a leak would take, and reads the sinks again. */
    private static void assertThatPlantedCanariesAreFound(Sinks sinks) throws IOException {
        RandomTokens fresh = new RandomTokens(SEED + 1);
        Map<String, String> planted = sinks.plant(fresh);
        CanaryScan scan = new CanaryScan(planted.values());
        Set<String> found = new TreeSet<>();
        sinks.read().forEach((sink, text) -> {
            if (planted.containsKey(sink) && scan.find(text).contains(planted.get(sink))) {
                found.add(sink);
            }
        });
        assertThat(found).as("sinks where a planted canary was found").isEqualTo(planted.keySet());
    }

    private static ServiceOptions relay(GatewayProcesses gateway, WebhookSink webhooks, int management) {
        return ServiceOptions.of(
                        "webhook-relay", management, gateway.directory().resolve("relay"))
                .unpacked()
                .with(Map.of(
                        "SCP_ENVIRONMENT", "development",
                        "SCP_PORT", Integer.toString(FreePorts.next()),
                        "SCP_MANAGEMENT_PORT", Integer.toString(management),
                        "SCP_KAFKA_BOOTSTRAP_SERVERS", gateway.kafka().bootstrapServers(),
                        "SCP_ENABLE_WEBHOOKS", "true",
                        "SCP_WEBHOOK_URL", webhooks.address(),
                        "SCP_WEBHOOK_SECRET", gateway.webhookSecret(),
                        "SCP_WEBHOOK_ALLOW_PRIVATE", "true"));
    }
}
