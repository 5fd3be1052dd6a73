package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.owner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.expiry.ExpireSessions;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.ScriptRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** {@code SCP_MAX_CONCURRENT_SESSIONS}, on a Redis of its own. */
@ExtendWith(OutputCaptureExtension.class)
class SessionLimitIT {

    private static final int LIMIT = 5;
    private static final String LINE = "Token storage limit reached";

    private RedisProcess redis;
    private TestVault vault;

    @BeforeEach
    void start() {
        redis = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing());
        vault = TestVault.start("scp.redis.url=" + redis.url(), "scp.vault.max-concurrent-sessions=" + LIMIT);
        vault.bean(ExpireSessions.class).stop();
    }

    @AfterEach
    void stop() {
        vault.close();
        redis.close();
    }

    @Test
    void aLiveSessionIsNeverThrownOutAndOneThatIsDueNeverStandsInTheWay(CapturedOutput output) {
        // Given
        List<SessionId> live = new ArrayList<>();
        for (int i = 1; i < LIMIT; i++) {
            live.add(vault.create(aSession().build()));
        }
        SessionId due =
                vault.create(aSession().expiringIn(Duration.ofSeconds(2)).build());

        // When
        CreateOutcome atTheLimit = create();
        await().atMost(Duration.ofSeconds(30)).until(() -> vault.read(due, owner()) instanceof ReadOutcome.NotFound);
        CreateOutcome afterAnEnd = create();
        CreateOutcome atTheLimitAgain = create();

        // Then
        assertThat(atTheLimit).isInstanceOf(CreateOutcome.LimitReached.class);
        assertThat(afterAnEnd).isInstanceOf(CreateOutcome.Created.class);
        assertThat(atTheLimitAgain).isInstanceOf(CreateOutcome.LimitReached.class);
        assertThat(live).allSatisfy(id -> assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.Released.class));
        assertThat(lines(output)).as("lines in one minute").isEqualTo(1);
        theLineComesOnceAMinute(output);
    }

    private void theLineComesOnceAMinute(CapturedOutput output) {
        MutableClock clock = new MutableClock();
        SessionLimit limit = new SessionLimit(vault.bean(ScriptRunner.class), vault.bean(VaultSettings.class), clock);
        int before = lines(output);
        for (int second = 0; second < 120; second += 20) {
            assertThat(TestVault.await(limit.hasRoom())).isFalse();
            clock.now = clock.now.plusSeconds(20);
        }
        assertThat(lines(output) - before).as("lines in two minutes").isEqualTo(2);
    }

    private static int lines(CapturedOutput output) {
        return output.getAll().split(LINE, -1).length - 1;
    }

    private CreateOutcome create() {
        return TestVault.await(vault.bean(CreateSession.class).create(aSession().build(), CallContext.none()));
    }

    private static final class MutableClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
