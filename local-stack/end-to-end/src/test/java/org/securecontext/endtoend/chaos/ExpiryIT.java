package org.securecontext.endtoend.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.securecontext.endtoend.evidence.EvidenceChecker;
import org.securecontext.endtoend.evidence.Findings;
import org.securecontext.endtoend.evidence.OperationLog;
import org.securecontext.endtoend.evidence.TopicReader;
import org.securecontext.endtoend.evidence.TopicRecord;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.endtoend.gateway.ProviderCallback;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;

/** Ten thousand sessions due within ten seconds, three replicas, one of them killed meanwhile. */
@Tag("chaos")
class ExpiryIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SESSIONS = 10_000;
    private static final int CALLERS = 24;
    private static final int REPLICAS = 3;
    private static final int REHEARSED = 500;
    private static final Duration CREATION = Duration.ofMinutes(5);
    private static final int SPREAD_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final OperationLog operations = new OperationLog();

    @Test
    void eachSessionExpiresOnceThoughAReplicaIsKilled() throws IOException, InterruptedException {
        // Given
        long seed = Seeds.printed("expiry");
        try (GatewayProcesses gateway = GatewayProcesses.start(seed, REPLICAS, Map.of());
                TopicReader topic = new TopicReader(gateway.kafka().bootstrapServers())) {
            gateway.provider().grantsRefreshTokens(false);
            Instant due = Instant.now().plus(timeFor(SESSIONS, createAll(gateway, REHEARSED)));
            dueWithin(gateway, due, new Random(seed));
            Duration unused = createAll(gateway, SESSIONS);
            assertThat(Instant.now()).as("all created before the first is due").isBefore(due);

            // When
            await("for the first expiries").atMost(CREATION.plus(PATIENCE)).until(() -> expired(topic.read()) > 200);
            gateway.replica(1).kill();

            // Then
            await("for all expiries")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> expired(topic.read()) >= SESSIONS && gateway.outboxDepth() == 0);
            List<TopicRecord> records = topic.read();
            Findings findings = EvidenceChecker.check(
                    records, operations, Set.of(), gateway.lastSequences(), Set.of(EventType.TOKEN_EXPIRED));
            List<Long> lateness = lateness(records);
            System.out.printf(
                    "%d sessions due within %d s, 1 of 3 replicas killed: %s, late by p50 %d ms, p99 %d ms, max %d ms%n",
                    SESSIONS,
                    SPREAD_SECONDS,
                    findings,
                    lateness.get(SESSIONS / 2),
                    lateness.get(SESSIONS * 99 / 100),
                    lateness.get(SESSIONS - 1));
            assertThat(findings.clean()).as(findings.toString()).isTrue();
            assertThat(lateness).as("expired sessions").hasSize(SESSIONS);
        }
    }

    private static void dueWithin(GatewayProcesses gateway, Instant due, Random random) {
        gateway.provider()
                .accessTokensLive(
                        () -> Duration.between(Instant.now(), due.plusSeconds(1 + random.nextInt(SPREAD_SECONDS))));
    }

    /** Creates so many sessions and tells how long that took. */
    private Duration createAll(GatewayProcesses gateway, int sessions) throws InterruptedException {
        long start = System.nanoTime();
        AtomicInteger left = new AtomicInteger(sessions);
        Callers callers = Callers.start(CALLERS, number -> {
            int port = gateway.ports().get(number % REPLICAS);
            while (left.getAndDecrement() > 0) {
                create(gateway, port);
            }
        });
        callers.join(CREATION);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** As fast as the rehearsal, which had a cold start; and a margin. */
    private static Duration timeFor(int sessions, Duration rehearsal) {
        return rehearsal.multipliedBy(sessions).dividedBy(REHEARSED).plusSeconds(10);
    }

    private void create(GatewayProcesses gateway, int port) throws IOException {
        ProviderCallback callback = gateway.client().browserConsent(port, gateway.provider());
        operations.createBegins();
        operations.createAcknowledged(gateway.client().finish(port, callback));
    }

    private static long expired(List<TopicRecord> records) {
        return records.stream()
                .filter(record -> record.event().type() == EventType.TOKEN_EXPIRED)
                .map(record -> record.event().subject())
                .distinct()
                .count();
    }

    /** How long after the time at which it ended each session expired, by the clock of Redis, sorted. */
    private static List<Long> lateness(List<TopicRecord> records) throws IOException {
        Map<String, Long> lateness = new HashMap<>();
        for (TopicRecord record : records) {
            TokenEvent event = record.event();
            if (event.type() == EventType.TOKEN_EXPIRED) {
                String due = JSON.readTree(event.data()).path("expired_at").asText();
                lateness.put(
                        event.subject(),
                        Duration.between(Instant.parse(due), event.time()).toMillis());
            }
        }
        return lateness.values().stream().sorted().toList();
    }
}
