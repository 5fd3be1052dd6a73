package org.securecontext.proxy.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.owner;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.Shard;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.CallContext;
import org.securecontext.proxy.vault.CreateOutcome;
import org.securecontext.proxy.vault.CreateSession;
import org.securecontext.proxy.vault.ExtendOutcome;
import org.securecontext.proxy.vault.ExtendSession;
import org.securecontext.proxy.vault.NewSession;
import org.securecontext.proxy.vault.OutboxRoom;
import org.securecontext.proxy.vault.ReadOutcome;
import org.securecontext.proxy.vault.ReadToken;
import org.securecontext.proxy.vault.RevokeOutcome;
import org.securecontext.proxy.vault.RevokeSession;
import org.securecontext.proxy.vault.TestVault;

/** A shard's outbox at its bound: what hands something out waits, what takes away or was begun goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxBoundIT {

    private static final int BOUND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestProvider provider = new TestProvider();
    private RedisProcess redis;
    private TestVault vault;

    @BeforeAll
    void start() {
        redis = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing());
        vault = TestVault.start(
                        "scp.redis.url=" + redis.url(),
                        "scp.outbox.max-length=" + BOUND,
                        "scp.providers.file=" + provider.file("rotating"))
                .withoutPublisher();
    }

    @AfterAll
    void stop() {
        vault.close();
        redis.close();
        provider.close();
    }

    @BeforeEach
    void everyOutboxIsEmpty() {
        Shard.all().forEach(this::empty);
    }

    @Test
    void creatingAndRetrievingAreRefusedAndCounted() {
        // Given
        SessionId id = vault.create(aSession().build());
        fill(id.shard());
        double before = refused("retrieve");

        // When
        ReadOutcome read = vault.read(id, owner());
        CreateOutcome created = create(requestIn(id.shard()));

        // Then
        assertThat(read).isInstanceOf(ReadOutcome.AuditUnavailable.class);
        assertThat(created).isInstanceOf(CreateOutcome.AuditUnavailable.class);
        assertThat(refused("retrieve")).isEqualTo(before + 1);
        assertThat(length(id.shard())).isEqualTo(BOUND);
    }

    @Test
    void nobodyIsSentToAProviderForAShardWithoutRoom() {
        // Given
        SessionId id = vault.create(aSession().build());
        OutboxRoom room = vault.bean(OutboxRoom.class);
        boolean before = TestVault.await(room.hasRoom(id.shard()));

        // When
        fill(id.shard());

        // Then
        assertThat(before).isTrue();
        assertThat(TestVault.await(room.hasRoom(id.shard()))).isFalse();
    }

    @Test
    void noRefreshIsBegunThatCouldNotBeTold() {
        // Given
        int calls = provider.presented().size();
        SessionId id = vault.create(renewable(Duration.ofMillis(1), "never-sent"));
        fill(id.shard());

        // When
        ReadOutcome read = vault.read(id, owner());

        // Then
        assertThat(read).isInstanceOf(ReadOutcome.AuditUnavailable.class);
        assertThat(provider.presented()).hasSize(calls);
    }

    @Test
    void aRefreshThatWasBegunIsStored() {
        // Given
        SessionId id = vault.create(renewable(Duration.ofMillis(1), "sent"));
        provider.hold();
        CompletableFuture<ReadOutcome> read =
                vault.bean(ReadToken.class).read(id, owner()).toFuture();
        await().atMost(PATIENCE).until(() -> provider.presented().contains("sent"));

        // When
        fill(id.shard());
        provider.answer();

        // Then
        assertThat(read.join()).isInstanceOf(ReadOutcome.AuditUnavailable.class);
        assertThat(length(id.shard())).isEqualTo(BOUND + 1);
        empty(id.shard());
        assertThat(vault.read(id, owner()))
                .isInstanceOfSatisfying(
                        ReadOutcome.Released.class,
                        released -> assertThat(released.token().accessToken().reveal())
                                .startsWith("renewed-"));
    }

    @Test
    void revokingAndExtendingPass() {
        // Given
        SessionId id = vault.create(renewable(Duration.ofHours(1), "extended"));
        fill(id.shard());

        // When
        ExtendOutcome extended =
                TestVault.await(vault.bean(ExtendSession.class).extend(id, owner(), Duration.ofMinutes(1)));
        RevokeOutcome revoked = TestVault.await(vault.bean(RevokeSession.class).revoke(id, owner()));

        // Then
        assertThat(extended).isInstanceOf(ExtendOutcome.Extended.class);
        assertThat(revoked).isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(length(id.shard())).isEqualTo(BOUND + 2);
    }

    @Test
    void expiringPasses() {
        // Given
        SessionId id = vault.create(aSession().expiringIn(Duration.ofSeconds(2)).build());

        // When
        fill(id.shard());

        // Then
        await().atMost(PATIENCE).until(() -> length(id.shard()) == BOUND + 1);
        assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.NotFound.class);
    }

    private static NewSession renewable(Duration life, String refreshToken) {
        return aSession().withRefreshToken(refreshToken).expiringIn(life).build();
    }

    private CreateOutcome create(String request) {
        vault.redis().commands().hset(new ShardKeys(Shard.of(request)).authorization(request), "status", "pending");
        return TestVault.await(vault.bean(CreateSession.class)
                .create(aSession().forRequest(request).build(), CallContext.none()));
    }

    private static String requestIn(Shard shard) {
        String request = UUID.randomUUID().toString();
        while (!Shard.of(request).equals(shard)) {
            request = UUID.randomUUID().toString();
        }
        return request;
    }

    /** As if so many events waited for Kafka. */
    private void fill(Shard shard) {
        ShardKeys keys = new ShardKeys(shard);
        empty(shard);
        for (int i = 0; i < BOUND; i++) {
            String unused = vault.redis().commands().xadd(keys.outbox(), Map.of("sequence", Integer.toString(i)));
        }
        assertThat(length(shard)).isEqualTo(BOUND);
    }

    private void empty(Shard shard) {
        long unused = vault.redis().commands().xtrim(new ShardKeys(shard).outbox(), 0);
    }

    private long length(Shard shard) {
        return vault.redis().commands().xlen(new ShardKeys(shard).outbox());
    }

    private double refused(String operation) {
        return vault.bean(MeterRegistry.class)
                .counter("scp.audit.refused", "operation", operation)
                .count();
    }
}
