package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.caller;
import static org.securecontext.proxy.vault.TestSessions.owner;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.securecontext.events.EventType;
import org.securecontext.localstack.backends.RedisConnection;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.RedisSentinel;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.outbox.TopicReader;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Redis, a replica or the master is away. */
@ExtendWith(OutputCaptureExtension.class)
class RedisAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aServiceThatStartsBeforeRedisSaysSoAndServesOnceItIsThere(CapturedOutput output) {
        // Given
        RedisOptions options =
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing();
        String url = "redis://127.0.0.1:" + options.port();
        try (TestVault vault = TestVault.start("scp.redis.url=" + url, "scp.redis.command-timeout=1s")) {

            // When
            assertThatThrownBy(() -> vault.create(aSession().build())).isInstanceOf(StorageUnavailable.class);
            try (RedisProcess redis = RedisProcess.start(options)) {
                assertThat(redis.url()).isEqualTo(url);

                // Then
                assertThat(output).contains("Redis cannot be reached; trying on");
                assertThatAnEventIsPublished(vault, createAsSoonAsItCan(vault));
            }
        }
    }

    @Test
    void nothingIsHandedOutThatTheReplicaDoesNotHoldAndSentinelFindsTheNewMaster() throws IOException {
        // Given
        RedisProcess first = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing());
        RedisProcess second = RedisProcess.start(replicaOf(first));
        try (RedisSentinel sentinel = RedisSentinel.start(TestBackends.newDirectory("sentinel"), first)) {
            await().atMost(PATIENCE).until(() -> sentinel.replicas() == 1 && isInStep(second));
            try (TestVault vault = TestVault.start(
                    "scp.redis.url=" + sentinel.url(), "scp.redis.min-replicas=1", "scp.redis.replica-timeout=500ms")) {
                SessionId id = vault.create(aSession().build());
                assertThatAnEventIsPublished(vault, id);

                // When
                second.kill();
                assertThatThrownBy(() -> vault.read(id, owner())).isInstanceOf(StorageUnavailable.class);
                assertThatOnlyWhatIsCountedWaitsForAReplica(vault.bean(FindSessions.class), id);
                second.restart();
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(StorageUnavailable.class)
                        .until(() -> vault.read(id, owner()) instanceof ReadOutcome.Released);
                await().atMost(PATIENCE).until(() -> isInStep(second));
                first.kill();
                await().atMost(PATIENCE).until(() -> sentinel.masterPort() == second.port());
                first.restart();

                // Then
                assertThatAnEventIsPublished(vault, createAsSoonAsItCan(vault));
                assertThat(vault.read(id, owner()))
                        .as("a session from before the failover")
                        .isInstanceOf(ReadOutcome.Released.class);
            }
        } finally {
            first.close();
            second.close();
        }
    }

    private static RedisOptions replicaOf(RedisProcess master) {
        return RedisOptions.in(TestBackends.newDirectory("redis"))
                .keepingNothing()
                .with("repl-diskless-sync-delay", "0")
                .with("replicaof", "127.0.0.1", Integer.toString(master.port()));
    }

    private static boolean isInStep(RedisProcess replica) {
        try (RedisConnection connection = replica.connect()) {
            return connection.call("INFO", "replication").contains("master_link_status:up");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static SessionId createAsSoonAsItCan(TestVault vault) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(StorageUnavailable.class)
                .until(() -> vault.create(aSession().build()), id -> true);
    }

    private static void assertThatOnlyWhatIsCountedWaitsForAReplica(FindSessions sessions, SessionId id) {
        assertThat(TestVault.await(sessions.find(id, owner()))).isInstanceOf(FindOutcome.Found.class);
        assertThatThrownBy(() -> TestVault.await(sessions.find(id, caller("stranger"))))
                .isInstanceOf(StorageUnavailable.class);
    }

    private static void assertThatAnEventIsPublished(TestVault vault, SessionId id) {
        assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.Released.class);
        try (TopicReader topic = new TopicReader(TestBackends.kafkaBootstrapServers())) {
            await().atMost(PATIENCE)
                    .until(() ->
                            topic.of(id.value()).stream().anyMatch(event -> event.type() == EventType.TOKEN_RETRIEVED));
        }
    }
}
