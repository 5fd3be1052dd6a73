package org.securecontext.endtoend.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.securecontext.endtoend.evidence.TopicReader;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.endtoend.gateway.HttpAnswer;
import org.securecontext.endtoend.gateway.ProviderCallback;
import org.securecontext.events.EventType;

/** Many callers on three replicas ask for one token that is about to end, and the provider is slow and strict. */
@Tag("chaos")
class RefreshIT {

    private static final int REPLICAS = 3;
    private static final int CALLERS_EACH = 100;
    private static final Duration FIRST_TOKEN = Duration.ofSeconds(20);
    private static final Duration PROVIDER = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void threeHundredCallersCauseOneRefresh() throws IOException, InterruptedException {
        // Given
        try (GatewayProcesses gateway = GatewayProcesses.start(Seeds.printed("refresh"), REPLICAS, Map.of())) {
            gateway.provider().accessTokensLive(() -> FIRST_TOKEN);
            gateway.provider().answersRefreshAfter(PROVIDER);
            int port = gateway.ports().get(0);
            ProviderCallback callback = gateway.client().consent(port, gateway.provider());
            String session = gateway.client().finish(port, callback);
            String first = gateway.issuedTokens().get(0);
            gateway.provider().accessTokensLive(() -> Duration.ofHours(1));

            // When
            Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
            Set<String> renewed = ConcurrentHashMap.newKeySet();
            Callers callers = Callers.start(
                    REPLICAS * CALLERS_EACH,
                    number -> renewed.add(
                            awaitRenewed(gateway, gateway.ports().get(number % REPLICAS), session, first, answers)));
            callers.join(PATIENCE);

            // Then
            int events = refreshedEvents(gateway, session);
            System.out.printf(
                    "%d callers on 3 replicas, provider answers after %d s: %d refresh calls, %d families revoked,"
                            + " %d refreshed events, %d different new tokens; answers %s%n",
                    REPLICAS * CALLERS_EACH,
                    PROVIDER.toSeconds(),
                    gateway.provider().refreshes(),
                    gateway.provider().reuses(),
                    events,
                    renewed.size(),
                    answers);
            assertThat(gateway.provider().refreshes()).isEqualTo(1);
            assertThat(gateway.provider().reuses()).isZero();
            assertThat(events).isEqualTo(1);
            assertThat(renewed).singleElement().matches(gateway.provider()::isLive);
        }
    }

    /** Asks until another token than the first comes; any other answer meanwhile is counted by its status. */
    private static String awaitRenewed(
            GatewayProcesses gateway, int port, String session, String first, Map<String, AtomicInteger> answers) {
        return await("for a renewed token")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> token(gateway, port, session, answers), token -> !token.isEmpty() && !token.equals(first));
    }

    private static String token(GatewayProcesses gateway, int port, String session, Map<String, AtomicInteger> answers)
            throws IOException {
        HttpAnswer answer = gateway.client().retrieve(port, session);
        answers.computeIfAbsent(Integer.toString(answer.status()), key -> new AtomicInteger())
                .incrementAndGet();
        return answer.status() == 200 ? answer.json().at("/data/access_token").asText() : "";
    }

    private static int refreshedEvents(GatewayProcesses gateway, String session) throws IOException {
        await("until the outbox is drained").atMost(PATIENCE).until(() -> gateway.outboxDepth() == 0);
        try (TopicReader topic = new TopicReader(gateway.kafka().bootstrapServers())) {
            return (int) topic.read().stream()
                    .map(record -> record.event())
                    .filter(event -> event.type() == EventType.TOKEN_REFRESHED)
                    .filter(event -> event.subject().equals(session))
                    .count();
        }
    }
}
