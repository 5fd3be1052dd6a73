package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.caller;
import static org.securecontext.proxy.vault.TestSessions.owner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.outbox.TopicReader;
import org.securecontext.proxy.redis.ShardKeys;
import reactor.core.publisher.Flux;

/** What callers of the vault rely on, from the call to the record in Kafka, on any arrangement of Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VaultRules {

    private TestVault vault;

    /** A replica on the Redis under test. */
    abstract TestVault replica();

    @BeforeAll
    void start() {
        vault = replica();
    }

    @AfterAll
    void stop() {
        vault.close();
    }

    @Test
    void everyReleasedTokenHasItsEventInTheTopic() {
        // Given
        SessionId id = vault.create(aSession().withAccessToken("the-token").build());

        // When
        ReadOutcome outcome = vault.read(id, owner());

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ReadOutcome.Released.class,
                        released -> assertThat(released.token().accessToken().reveal())
                                .isEqualTo("the-token"));
        try (TopicReader topic = new TopicReader(TestBackends.kafkaBootstrapServers())) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(topic.of(id.value()))
                            .extracting(TokenEvent::type)
                            .containsExactly(EventType.TOKEN_CREATED, EventType.TOKEN_RETRIEVED));
            assertThat(topic.of(id.value())).allSatisfy(event -> {
                assertThat(event.shard()).isEqualTo(id.shard());
                assertThat(event.agentId()).isEqualTo("agent-one");
                assertThat(event.provider()).isEqualTo("acme");
            });
        }
    }

    @Test
    void anotherAgentsSessionIsNotReadAndLeavesNoEvent() {
        // Given
        SessionId id = vault.create(aSession().build());

        // When
        ReadOutcome outcome = vault.read(id, caller("stranger"));

        // Then
        assertThat(outcome).isInstanceOf(ReadOutcome.NotOwner.class);
    }

    @Test
    void unknownSessionIsNotFound() {
        // When
        ReadOutcome outcome = vault.read(new SessionId(UUID.randomUUID().toString()), owner());

        // Then
        assertThat(outcome).isInstanceOf(ReadOutcome.NotFound.class);
    }

    @Test
    void createCompletesItsRequestInTheSameShard() {
        // Given
        String request = UUID.randomUUID().toString();
        String key = new ShardKeys(Shard.of(request)).authorization(request);
        vault.redis().commands().hset(key, "status", "pending");

        // When
        SessionId id = vault.create(aSession().forRequest(request).build());

        // Then
        assertThat(id.shard()).isEqualTo(Shard.of(request));
        assertThat(vault.redis().commands().hgetall(key))
                .containsEntry("status", "completed")
                .containsEntry("session_id", id.value());
    }

    @Test
    void requestThatIsOverTakesNoSession() {
        // Given
        String request = UUID.randomUUID().toString();

        // When
        CreateOutcome outcome = TestVault.await(vault.bean(CreateSession.class)
                .create(aSession().forRequest(request).build(), CallContext.none()));

        // Then
        assertThat(outcome).isInstanceOf(CreateOutcome.RequestGone.class);
    }

    @Test
    void revokedSessionIsGoneEverywhere() {
        // Given
        SessionId id = vault.create(aSession().ownedBy("revoker").build());

        // When
        RevokeOutcome outcome = TestVault.await(vault.bean(RevokeSession.class).revoke(id, caller("revoker")));

        // Then
        assertThat(outcome).isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(vault.read(id, caller("revoker"))).isInstanceOf(ReadOutcome.NotFound.class);
        assertThat(TestVault.await(vault.bean(StorageStats.class).read()).byAgent())
                .doesNotContainKey("revoker");
    }

    @Test
    void extensionNeedsARefreshTokenAndEndsAtTheLongestLife() {
        // Given
        SessionId without = vault.create(aSession().build());
        SessionId with = vault.create(aSession().withRefreshToken("refresh").build());
        ExtendSession extend = vault.bean(ExtendSession.class);

        // When
        ExtendOutcome refused = TestVault.await(extend.extend(without, owner(), Duration.ofHours(1)));
        ExtendOutcome granted = TestVault.await(extend.extend(with, owner(), Duration.ofDays(365)));

        // Then
        assertThat(refused).isInstanceOf(ExtendOutcome.NotExtendable.class);
        assertThat(granted)
                .isInstanceOfSatisfying(
                        ExtendOutcome.Extended.class,
                        extended -> assertThat(extended.endsAt())
                                .isBetween(
                                        Instant.now().plus(Duration.ofDays(29)),
                                        Instant.now().plus(Duration.ofDays(30)).plusSeconds(5)));
    }

    @Test
    void listingPagesThroughAnAgentsSessionsAndLeavesBrowsersOut() {
        // Given
        for (int i = 0; i < 25; i++) {
            vault.store(aSession()
                    .ownedBy("lister")
                    .labelled(i % 5 == 0 ? "nightly" : "other")
                    .build());
        }
        vault.store(aSession().ownedBy("lister").fromBrowser().build());

        // When
        List<SessionFacts> all = pages(query("lister", null, false));
        List<SessionFacts> nightly = pages(query("lister", "nightly", false));
        List<SessionFacts> withBrowser = pages(query("lister", null, true));

        // Then
        assertThat(all).hasSize(25).extracting(SessionFacts::sessionId).doesNotHaveDuplicates();
        assertThat(nightly).hasSize(5);
        assertThat(withBrowser).hasSize(26);
    }

    @Test
    void sessionsOfOneMillisecondHaveUniqueEventsWithoutGap() {
        // Given
        int sessions = 200;

        // When
        List<SessionId> ids = Flux.range(0, sessions)
                .flatMap(i -> vault.bean(CreateSession.class)
                        .create(aSession().ownedBy("burst").build(), CallContext.none()))
                .map(outcome -> ((CreateOutcome.Created) outcome).sessionId())
                .collectList()
                .block(Duration.ofSeconds(30));

        // Then
        assertThat(ids).hasSize(sessions).doesNotHaveDuplicates();
        assertThat(TestVault.await(vault.bean(StorageStats.class).read()).byAgent())
                .containsEntry("burst", (long) sessions);
    }

    private static SessionQuery query(String agent, @Nullable String workflow, boolean browser) {
        return new SessionQuery(new AgentId(agent), workflow, browser, null, 7);
    }

    private List<SessionFacts> pages(SessionQuery first) {
        List<SessionFacts> all = new ArrayList<>();
        SessionPage page = TestVault.await(vault.bean(FindSessions.class).list(first));
        all.addAll(page.sessions());
        while (page.next() != null) {
            SessionCursor next = SessionCursor.parse(page.next().encoded());
            page = TestVault.await(vault.bean(FindSessions.class)
                    .list(new SessionQuery(
                            first.agent(), first.workflowId(), first.includeBrowser(), next, first.limit())));
            all.addAll(page.sessions());
        }
        return all;
    }
}
