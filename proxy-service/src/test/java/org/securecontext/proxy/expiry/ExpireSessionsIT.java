package org.securecontext.proxy.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.caller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.outbox.TopicReader;
import org.securecontext.proxy.vault.CallContext;
import org.securecontext.proxy.vault.CreateOutcome;
import org.securecontext.proxy.vault.CreateSession;
import org.securecontext.proxy.vault.ReadOutcome;
import org.securecontext.proxy.vault.StorageStats;
import org.securecontext.proxy.vault.TestVault;
import reactor.core.publisher.Flux;

class ExpireSessionsIT {

    private static final int SESSIONS = 500;

    @Test
    void everySessionExpiresOnceWithinASecondThoughTwoReplicasClaim() {
        try (TestVault one = TestVault.start();
                TestVault two = TestVault.start();
                TopicReader topic = new TopicReader(TestBackends.kafkaBootstrapServers())) {
            // Given
            Set<String> ids = create(one, Duration.ofSeconds(3));

            // When
            List<TokenEvent> expired = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                expired.clear();
                topic.poll().stream()
                        .map(TopicReader.Received::event)
                        .filter(event -> event.type() == EventType.TOKEN_EXPIRED && ids.contains(event.subject()))
                        .forEach(expired::add);
                return expired.size() >= SESSIONS;
            });

            // Then
            assertThat(expired).extracting(TokenEvent::subject).doesNotHaveDuplicates();
            long p99 = percentile99(expired);
            System.out.println("FIGURE expiry: " + SESSIONS + " sessions, 2 replicas, p99 after due " + p99 + " ms");
            assertThat(p99).isLessThan(1_000);
            assertThat(TestVault.await(two.bean(StorageStats.class).read()).byAgent())
                    .doesNotContainKey("expirer");
        }
    }

    @Test
    void sessionThatIsDueIsNotReadThoughNobodyClaimedItAndExpiresWhenSomebodyComes() {
        try (TestVault vault = TestVault.start()) {
            // Given
            vault.bean(ExpireSessions.class).stop();
            SessionId id = vault.create(
                    aSession().ownedBy("late").expiringIn(Duration.ofMillis(50)).build());

            // When
            await().until(() -> vault.read(id, caller("late")) instanceof ReadOutcome.NotFound);
            vault.bean(ExpireSessions.class).start();

            // Then
            await().until(() -> !TestVault.await(vault.bean(StorageStats.class).read())
                    .byAgent()
                    .containsKey("late"));
        }
    }

    private static Set<String> create(TestVault vault, Duration life) {
        List<CreateOutcome> created = TestVault.await(Flux.range(0, SESSIONS)
                .flatMap(i -> vault.bean(CreateSession.class)
                        .create(aSession().ownedBy("expirer").expiringIn(life).build(), CallContext.none()))
                .collectList());
        Set<String> ids = new HashSet<>();
        created.forEach(
                outcome -> ids.add(((CreateOutcome.Created) outcome).sessionId().value()));
        return ids;
    }

    private static long percentile99(List<TokenEvent> expired) {
        List<Long> delays = new ArrayList<>();
        for (TokenEvent event : expired) {
            String data = new String(event.data(), java.nio.charset.StandardCharsets.UTF_8);
            String due = data.substring(data.indexOf(":\"") + 2, data.lastIndexOf('"'));
            delays.add(
                    Duration.between(java.time.Instant.parse(due), event.time()).toMillis());
        }
        Collections.sort(delays);
        return delays.get(delays.size() * 99 / 100 - 1);
    }
}
