package org.securecontext.proxy.denial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecontext.proxy.vault.TestSessions.owner;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.AppendEvent;
import org.securecontext.proxy.vault.TestVault;

/** Denied calls are counted for a minute and stand in the outbox once, also when it has no room at first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DenialLedgerIT {

    private static final Instant MINUTE = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RedisProcess redis;
    private TestVault vault;
    private DenialLedger ledger;

    @BeforeAll
    void start() {
        redis = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing());
        vault = TestVault.start("scp.redis.url=" + redis.url(), "scp.outbox.max-length=1")
                .withoutPublisher();
    }

    @AfterAll
    void stop() {
        vault.close();
        redis.close();
    }

    @BeforeEach
    void nothingIsCountedOrWritten() {
        ledger = new DenialLedger(
                vault.bean(AppendEvent.class), new ObjectMapper(), Clock.fixed(MINUTE.plusSeconds(30), ZoneOffset.UTC));
        empty();
    }

    @Test
    void aMinutesDenialsAreOneEvent() {
        // Given
        ledger.denied(owner());
        ledger.denied(owner());
        ledger.denied(owner());

        // When
        writeWhatBeganBefore(MINUTE.plusSeconds(60));
        writeWhatBeganBefore(MINUTE.plusSeconds(60));

        // Then
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .startsWith("ACCESS_DENIED\n")
                        .contains("\n" + owner().agent().value() + "\n")
                        .contains("\"count\":3")
                        .contains("\"window_started_at\":\"2026-01-01T12:00:00Z\""));
    }

    @Test
    void aMinuteThatIsNotOverWaits() {
        // Given
        ledger.denied(owner());

        // When
        writeWhatBeganBefore(MINUTE);

        // Then
        assertThat(events()).isEmpty();
    }

    @Test
    void whatFindsNoRoomIsKeptAndAddedUp() {
        // Given
        ledger.denied(owner());
        fill();
        writeWhatBeganBefore(MINUTE.plusSeconds(60));
        ledger.denied(owner());

        // When
        empty();
        writeWhatBeganBefore(MINUTE.plusSeconds(60));

        // Then
        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event).contains("\"count\":2"));
    }

    private void writeWhatBeganBefore(Instant before) {
        ledger.write(before).block(PATIENCE);
    }

    private List<String> events() {
        return Shard.all().stream()
                .flatMap(shard ->
                        vault.redis().commands().xrange(new ShardKeys(shard).outbox(), Range.unbounded()).stream())
                .map(StreamMessage::getBody)
                .map(fields -> fields.get("event"))
                .toList();
    }

    private void fill() {
        for (Shard shard : Shard.all()) {
            String unused = vault.redis().commands().xadd(new ShardKeys(shard).outbox(), Map.of("sequence", "0"));
        }
    }

    private void empty() {
        for (Shard shard : Shard.all()) {
            long unused = vault.redis().commands().xtrim(new ShardKeys(shard).outbox(), 0);
        }
    }
}
