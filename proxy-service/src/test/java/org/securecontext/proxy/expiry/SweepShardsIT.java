package org.securecontext.proxy.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.owner;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.ReadOutcome;
import org.securecontext.proxy.vault.StorageStats;
import org.securecontext.proxy.vault.TestVault;

class SweepShardsIT {

    private static final String OLD_FIRST = TestVault.KEY_ONE + "," + TestVault.KEY_TWO;
    private static final String NEW_FIRST = TestVault.KEY_TWO + "," + TestVault.KEY_ONE;

    private RedisProcess redis;

    @BeforeEach
    void start() {
        redis = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("sweep")).keepingNothing());
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void rotationUnderLoadFailsNoReadAndLeavesNoRecordUnderTheOldKey() {
        try (TestVault old = replica(OLD_FIRST, "300")) {
            // Given
            List<SessionId> ids = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ids.add(old.create(aSession().withRefreshToken("refresh-" + i).build()));
            }
            AtomicBoolean goesOn = new AtomicBoolean(true);
            AtomicInteger reads = new AtomicInteger();
            AtomicInteger failures = new AtomicInteger();
            Thread load = new Thread(() -> readAll(old, ids, goesOn, reads, failures));
            load.start();

            // When
            try (TestVault anew = replica(NEW_FIRST, "1")) {
                await().atMost(Duration.ofSeconds(40))
                        .untilAsserted(() -> assertThat(ids).allMatch(id -> isUnder(anew, id, "two:")));
                await().until(() -> reads.get() >= 1_000);
                goesOn.set(false);
                await().until(() -> !load.isAlive());
            }

            // Then
            System.out.println("FIGURE rotation: " + ids.size() + " sessions, " + reads + " reads meanwhile, "
                    + failures + " failed");
            assertThat(failures).hasValue(0);
        }
    }

    @Test
    void flippedOrTransplantedCiphertextIsRefusedAndCounted() {
        try (TestVault vault = replica(TestVault.KEY_ONE, "300")) {
            // Given
            SessionId flipped = vault.create(aSession().build());
            SessionId robbed = vault.create(aSession().withAccessToken("stolen").build());
            SessionId thief = vault.create(aSession().build());
            overwrite(vault, flipped, flip(access(vault, flipped)));
            overwrite(vault, thief, access(vault, robbed));

            // When
            ReadOutcome first = vault.read(flipped, owner());
            ReadOutcome second = vault.read(thief, owner());

            // Then
            assertThat(first).isInstanceOf(ReadOutcome.Unreadable.class);
            assertThat(second).isInstanceOf(ReadOutcome.Unreadable.class);
            assertThat(vault.read(robbed, owner())).isInstanceOf(ReadOutcome.Released.class);
            assertThat(vault.bean(MeterRegistry.class)
                            .counter("scp.tokens.unreadable", "reason", "tampered")
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void missingKeyConcernsItsSessionsOnly() {
        SessionId old;
        try (TestVault vault = replica(TestVault.KEY_ONE, "300")) {
            old = vault.create(aSession().build());
        }
        try (TestVault vault = replica(TestVault.KEY_TWO, "300")) {
            // Given
            SessionId recent = vault.create(aSession().build());

            // When
            ReadOutcome outcome = vault.read(old, owner());

            // Then
            assertThat(outcome).isInstanceOf(ReadOutcome.Unreadable.class);
            assertThat(vault.read(recent, owner())).isInstanceOf(ReadOutcome.Released.class);
        }
    }

    @Test
    void foreignHandInTheIndexesIsMended() {
        try (TestVault vault = replica(TestVault.KEY_ONE, "1")) {
            // Given
            SessionId id = vault.create(aSession().ownedBy("mended").build());
            ShardKeys keys = new ShardKeys(id.shard());
            vault.redis().commands().hset(keys.counters(), Map.of("sessions", "99", "agent:ghost", "5"));

            // When
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> TestVault.await(vault.bean(StorageStats.class).read())
                                    .sessions()
                            == 1);

            // Then
            assertThat(TestVault.await(vault.bean(StorageStats.class).read()).byAgent())
                    .containsOnly(Map.entry("mended", 1L));
        }
    }

    private TestVault replica(String keys, String cleanupSeconds) {
        return TestVault.start(
                "scp.redis.url=" + redis.url(),
                "scp.vault.encryption-keys=" + keys,
                "scp.vault.cleanup-interval=" + cleanupSeconds);
    }

    private static void readAll(
            TestVault vault, List<SessionId> ids, AtomicBoolean goesOn, AtomicInteger reads, AtomicInteger failures) {
        for (int i = 0; goesOn.get(); i++) {
            ReadOutcome outcome = vault.read(ids.get(i % ids.size()), owner());
            reads.incrementAndGet();
            if (!(outcome instanceof ReadOutcome.Released)) {
                failures.incrementAndGet();
            }
        }
    }

    private static boolean isUnder(TestVault vault, SessionId id, String keyId) {
        Map<String, String> session = vault.redis().commands().hgetall(new ShardKeys(id.shard()).session(id.value()));
        return session.getOrDefault("access", "").startsWith(keyId)
                && session.getOrDefault("refresh", "").startsWith(keyId);
    }

    private static String access(TestVault vault, SessionId id) {
        return vault.redis().commands().hget(new ShardKeys(id.shard()).session(id.value()), "access");
    }

    private static void overwrite(TestVault vault, SessionId id, String access) {
        assertThat(vault.redis().commands().hset(new ShardKeys(id.shard()).session(id.value()), "access", access))
                .isFalse();
    }

    private static String flip(String stored) {
        char last = stored.charAt(stored.length() - 3);
        return stored.substring(0, stored.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + stored.substring(stored.length() - 2);
    }
}
