package org.securecontext.proxy.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.owner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.outbox.TopicReader;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.ReadOutcome;
import org.securecontext.proxy.vault.ReadToken;
import org.securecontext.proxy.vault.RevokeSession;
import org.securecontext.proxy.vault.TestSessions;
import org.securecontext.proxy.vault.TestVault;
import reactor.core.Disposable;

class RefreshSessionIT {

    private final TestProvider provider = new TestProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void expiringTokenIsRefreshedBeforeItIsReturned() {
        try (TestVault vault = replica("rotating")) {
            // Given
            SessionId id = vault.create(expiring().build());

            // When
            ReadOutcome outcome = vault.read(id, owner());

            // Then
            assertThat(token(outcome)).isEqualTo("renewed-1");
            assertThat(typesOf(id))
                    .containsExactly(EventType.TOKEN_CREATED, EventType.TOKEN_REFRESHED, EventType.TOKEN_RETRIEVED);
        }
    }

    @Test
    void callersOfThreeReplicasShareOneRefreshOfARotatingProvider() {
        try (TestVault one = replica("rotating");
                TestVault two = replica("rotating");
                TestVault three = replica("rotating")) {
            // Given
            provider.hold();
            SessionId id =
                    one.create(expiring().expiringIn(Duration.ofMillis(1)).build());

            // When
            List<CompletableFuture<ReadOutcome>> calls = Stream.of(one, two, three)
                    .flatMap(vault -> IntStream.range(0, 100)
                            .mapToObj(i -> vault.bean(ReadToken.class)
                                    .read(id, owner())
                                    .toFuture()))
                    .toList();
            await().until(() -> !provider.presented().isEmpty());
            provider.answer();
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();

            // Then
            assertThat(calls).allSatisfy(call -> assertThat(token(call.join())).isEqualTo("renewed-1"));
            assertThat(provider.presented()).containsExactly("refresh-token");
            System.out.println("FIGURE refresh: " + calls.size() + " callers of 3 replicas, "
                    + provider.presented().size() + " refresh call");
        }
    }

    @Test
    void agentThatHangsUpWhileTheProviderRotatesLosesNothing() {
        try (TestVault vault = replica("rotating")) {
            // Given
            provider.hold();
            SessionId id = vault.create(expiring().build());
            Disposable call = vault.bean(ReadToken.class).read(id, owner()).subscribe();
            await().until(() -> !provider.presented().isEmpty());

            // When
            call.dispose();
            provider.answer();

            // Then
            await().until(() -> token(vault.read(id, owner())).equals("renewed-1"));
            assertThat(provider.presented()).containsExactly("refresh-token");
        }
    }

    @Test
    void invalidGrantAsksForANewConsentOnceTheTokenIsDead() {
        try (TestVault vault = replica("rotating")) {
            // Given
            provider.fail(400, "invalid_grant");
            SessionId valid = vault.create(expiring().build());
            SessionId dead =
                    vault.create(expiring().expiringIn(Duration.ofMillis(1)).build());

            // When
            ReadOutcome stillServed = vault.read(valid, owner());
            ReadOutcome refused = vault.read(dead, owner());

            // Then
            assertThat(token(stillServed)).isEqualTo("old-token");
            assertThat(refused).isInstanceOf(ReadOutcome.ReauthorizationRequired.class);
            assertThat(typesOf(dead)).contains(EventType.TOKEN_REFRESH_FAILED);
        }
    }

    @Test
    void invalidClientAndAnErrorOfTheProviderClearNothing() {
        try (TestVault vault = replica("rotating")) {
            // Given
            SessionId id = vault.create(expiring().build());

            // When
            provider.fail(401, "invalid_client");
            ReadOutcome first = vault.read(id, owner());
            provider.fail(503, "");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> token(vault.read(id, owner())).equals("old-token")
                            && provider.presented().size() == 2);
            provider.fail(200, "");

            // Then
            assertThat(token(first)).isEqualTo("old-token");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> token(vault.read(id, owner())).startsWith("renewed-"));
            assertThat(provider.presented()).containsOnly("refresh-token");
        }
    }

    @Test
    void refreshTokenThatWasSentWithoutAnswerIsNotSentAgainToARotatingProvider() {
        try (TestVault vault = replica("rotating")) {
            // Given
            SessionId id =
                    vault.create(expiring().expiringIn(Duration.ofMillis(1)).build());
            String key = new ShardKeys(id.shard()).session(id.value());
            vault.redis().commands().hset(key, Map.of("intent", "a-crashed-replica", "intent_at", "1"));

            // When
            ReadOutcome outcome = vault.read(id, owner());

            // Then
            assertThat(outcome).isInstanceOf(ReadOutcome.ReauthorizationRequired.class);
            assertThat(provider.presented()).isEmpty();
        }
    }

    @Test
    void refreshTokenThatWasSentWithoutAnswerIsSentAgainWhereItStaysTheSame() {
        try (TestVault vault = replica("none")) {
            // Given
            SessionId id =
                    vault.create(expiring().expiringIn(Duration.ofMillis(1)).build());
            String key = new ShardKeys(id.shard()).session(id.value());
            vault.redis().commands().hset(key, Map.of("intent", "a-crashed-replica", "intent_at", "1"));

            // When
            ReadOutcome outcome = vault.read(id, owner());

            // Then
            assertThat(token(outcome)).isEqualTo("renewed-1");
        }
    }

    @Test
    void tokensOfASessionThatWasRevokedMeanwhileAreRevokedToo() {
        try (TestVault vault = replica("rotating")) {
            // Given
            provider.hold();
            SessionId id = vault.create(expiring().build());
            CompletableFuture<ReadOutcome> read =
                    vault.bean(ReadToken.class).read(id, owner()).toFuture();
            await().until(() -> !provider.presented().isEmpty());

            // When
            assertThat(TestVault.await(vault.bean(RevokeSession.class).revoke(id, owner())))
                    .isNotNull();
            provider.answer();

            // Then
            assertThat(read.join()).isInstanceOf(ReadOutcome.NotFound.class);
            await().untilAsserted(
                            () -> assertThat(provider.revoked()).containsExactly("refresh-token", "refresh-token+"));
        }
    }

    private static TestSessions expiring() {
        return aSession()
                .withAccessToken("old-token")
                .withRefreshToken("refresh-token")
                .expiringIn(Duration.ofSeconds(30));
    }

    private TestVault replica(String rotation) {
        return TestVault.start(
                "scp.providers.file=" + provider.file(rotation),
                "scp.refresh.patience=20s",
                "scp.refresh.retry-delay=200ms");
    }

    private static String token(ReadOutcome outcome) {
        return outcome instanceof ReadOutcome.Released released
                ? released.token().accessToken().reveal()
                : outcome.toString();
    }

    private static List<EventType> typesOf(SessionId id) {
        try (TopicReader topic = new TopicReader(TestBackends.kafkaBootstrapServers())) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> topic.of(id.value()).size() >= 2);
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            return topic.of(id.value()).stream().map(TokenEvent::type).toList();
        }
    }
}
