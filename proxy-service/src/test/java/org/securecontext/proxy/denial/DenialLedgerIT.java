package org.securecontext.proxy.denial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.caller;

import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.Caller;
import org.securecontext.proxy.vault.ReadOutcome;
import org.securecontext.proxy.vault.TestVault;
import reactor.core.publisher.Mono;

/** A denied call is counted in Redis, and a minute that is over stands in the outbox once, whoever writes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DenialLedgerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Caller STRANGER = caller("stranger");
    private static final Shard HOME = Shard.of(STRANGER.agent().value());

    /** 2026-01-01T12:00:00Z. */
    private static final String MINUTE = ":1767268800000";

    private RedisProcess redis;
    private TestVault vault;
    private DenialLedger ledger;

    @BeforeAll
    void start() {
        redis = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing());
        vault = replica();
        ledger = ledgerOf(vault);
    }

    @AfterAll
    void stop() {
        vault.close();
        redis.close();
    }

    @BeforeEach
    void nothingIsCountedOrWritten() {
        for (Shard shard : Shard.all()) {
            ShardKeys keys = new ShardKeys(shard);
            long unused = vault.redis().commands().del(keys.denials(), keys.outbox());
        }
    }

    @Test
    void denyCountsAndThenFailsWithTheAnswer() {
        // Given
        IllegalStateException answer = new IllegalStateException("the answer");

        // When
        Mono<String> denied = ledger.deny(STRANGER, answer);

        // Then
        assertThatThrownBy(() -> denied.block(PATIENCE)).isSameAs(answer);
        assertThat(counts(HOME)).containsExactly(Map.entry("stranger", 1L));
    }

    @Test
    void aMinutesDenialsAreOneEventOfTheirShard() {
        // Given
        deny(3);
        endTheMinute();

        // When
        write(vault);
        write(vault);

        // Then
        List<String> events = events(HOME);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .startsWith("ACCESS_DENIED\n")
                        .contains("\nstranger\n")
                        .endsWith("\n{\"count\":3,\"window_started_at\":\"2026-01-01T12:00:00Z\"}"));
        assertThat(Shard.of(events.get(0).split("\n", 3)[1])).isEqualTo(HOME);
        assertThat(counts(HOME)).isEmpty();
    }

    @Test
    void everyAgentAndMinuteIsAnEventOfItsOwn() {
        // Given
        for (int agent = 0; agent < 150; agent++) {
            count("agent-" + agent + MINUTE, "2");
            count("agent-" + agent + ":1767268860000", "1");
        }

        // When
        write(vault);
        write(vault);
        write(vault);

        // Then
        assertThat(events(HOME)).hasSize(300).doesNotHaveDuplicates();
        assertThat(counts(HOME)).isEmpty();
    }

    @Test
    void theMinuteThatRunsStays() {
        // Given
        deny(2);
        count("early:" + Long.MAX_VALUE / 1_000_000, "1");

        // When
        write(vault);

        // Then
        assertThat(events(HOME)).isEmpty();
        assertThat(counts(HOME)).containsExactlyInAnyOrderEntriesOf(Map.of("stranger", 2L, "early", 1L));
    }

    @Test
    void whatIsUnknownLeavesNoEvent() {
        // Given
        count("seeker" + MINUTE, "0");

        // When
        write(vault);

        // Then
        assertThat(events(HOME)).isEmpty();
        assertThat(counts(HOME)).isEmpty();
    }

    @Test
    void whatFindsNoRoomStaysCountedAndIsTriedAgain() {
        // Given
        deny(1);
        endTheMinute();
        fill();
        double refusedBefore = refused();
        write(vault);
        long keptMeanwhile = counts(HOME).getOrDefault("stranger", 0L);
        double refusedThen = refused();

        // When
        empty();
        write(vault);

        // Then
        assertThat(keptMeanwhile).isEqualTo(1);
        assertThat(refusedThen).isEqualTo(refusedBefore + 1);
        assertThat(events(HOME)).singleElement().asString().contains("\"count\":1,");
    }

    @Test
    void twoReplicasWriteEachMinuteOnce() {
        // Given
        for (int agent = 0; agent < 40; agent++) {
            count("agent-" + agent + MINUTE, "1");
        }

        // When
        Mono.when(writerOf(vault).round(), writerOf(vault).round()).block(PATIENCE);

        // Then
        assertThat(events(HOME)).hasSize(40);
    }

    @Test
    void aReplicaThatIsGoneTakesNoCountWithIt() {
        // Given
        SessionId id;
        try (TestVault gone = replica()) {
            id = gone.create(aSession().build());
            for (int call = 0; call < 5; call++) {
                assertThat(gone.read(id, STRANGER)).isInstanceOf(ReadOutcome.NotOwner.class);
            }
        }
        empty();

        // When
        endTheMinute();
        write(vault);

        // Then
        assertThat(events(id.shard())).singleElement().asString().contains("\nstranger\n", "\"count\":5,");
    }

    private TestVault replica() {
        return TestVault.start("scp.redis.url=" + redis.url(), "scp.outbox.max-length=1000")
                .withoutPublisher();
    }

    private static DenialLedger ledgerOf(TestVault vault) {
        return new DenialLedger(vault.bean(ScriptRunner.class), vault.bean(RedisSettings.class));
    }

    private static WriteDenials writerOf(TestVault vault) {
        return new WriteDenials(
                vault.bean(ScriptRunner.class), vault.bean(OutboxBound.class), vault.bean(MeterRegistry.class));
    }

    private static void write(TestVault vault) {
        writerOf(vault).round().block(PATIENCE);
    }

    private void deny(int times) {
        for (int call = 0; call < times; call++) {
            Mono<String> denied = ledger.deny(STRANGER, new IllegalStateException("denied"));
            assertThatThrownBy(() -> denied.block(PATIENCE)).hasMessage("denied");
        }
    }

    /** What was counted until now was counted in a minute that is over. */
    private void endTheMinute() {
        for (Shard shard : Shard.all()) {
            Map<String, Long> counted = counts(shard);
            long unused = vault.redis().commands().del(new ShardKeys(shard).denials());
            counted.forEach((agent, count) ->
                    vault.redis().commands().hincrby(new ShardKeys(shard).denials(), agent + MINUTE, count));
        }
    }

    private void count(String agentAndMinute, String count) {
        vault.redis().commands().hset(new ShardKeys(HOME).denials(), agentAndMinute, count);
    }

    /** By agent, over all minutes. */
    private Map<String, Long> counts(Shard shard) {
        Map<String, Long> counts = new HashMap<>();
        vault.redis()
                .commands()
                .hgetall(new ShardKeys(shard).denials())
                .forEach((field, count) ->
                        counts.merge(field.substring(0, field.indexOf(':')), Long.parseLong(count), Long::sum));
        return counts;
    }

    private List<String> events(Shard shard) {
        return vault.redis().commands().xrange(new ShardKeys(shard).outbox(), Range.unbounded()).stream()
                .map(StreamMessage::getBody)
                .map(fields -> fields.get("event"))
                .toList();
    }

    private void fill() {
        for (int i = 0; i < 1000; i++) {
            String unused = vault.redis().commands().xadd(new ShardKeys(HOME).outbox(), Map.of("sequence", "0"));
        }
    }

    private void empty() {
        for (Shard shard : Shard.all()) {
            long unused = vault.redis().commands().xtrim(new ShardKeys(shard).outbox(), 0);
        }
    }

    private double refused() {
        return vault.bean(MeterRegistry.class)
                .counter("scp.audit.refused", "operation", "append")
                .count();
    }
}
