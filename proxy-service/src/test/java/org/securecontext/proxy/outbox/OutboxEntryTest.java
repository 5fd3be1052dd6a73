package org.securecontext.proxy.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.StreamMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;

class OutboxEntryTest {

    private static final URI SOURCE = URI.create("https://scp.example");
    private static final String SESSION = "11111111-1111-4111-8111-111111111111";
    private static final Shard SHARD = Shard.of(SESSION);
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void eachFactComesFromItsLine() {
        // Given
        String event =
                "TOKEN_RETRIEVED\n" + SESSION + "\ngoogle\nagent-a\n1700000000123\n" + TRACEPARENT + "\n{\"a\":1}";

        // When
        TokenEvent read = event(event);

        // Then
        assertThat(read.id()).isEqualTo(EventId.of(EventType.TOKEN_RETRIEVED, SESSION, "1700000000123-4"));
        assertThat(read.type()).isEqualTo(EventType.TOKEN_RETRIEVED);
        assertThat(read.source()).isEqualTo(SOURCE);
        assertThat(read.subject()).isEqualTo(SESSION);
        assertThat(read.provider()).isEqualTo("google");
        assertThat(read.agentId()).isEqualTo("agent-a");
        assertThat(read.time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
        assertThat(read.shard()).isEqualTo(SHARD);
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(read.traceparent()).isEqualTo(TRACEPARENT);
        assertThat(data(read)).isEqualTo("{\"a\":1}");
    }

    @Test
    void anEmptyLineIsAnAbsentFact() {
        // When
        TokenEvent read = event("ACCESS_DENIED\n" + SESSION + "\n\n\n5\n\n{}");

        // Then
        assertThat(read.provider()).isNull();
        assertThat(read.agentId()).isNull();
        assertThat(read.traceparent()).isNull();
    }

    @Test
    void dataMayHoldLineBreaks() {
        // When
        TokenEvent read = event("TOKEN_REVOKED\n" + SESSION + "\ngoogle\na\n5\n\n{\n\"a\": 1\n}\n");

        // Then
        assertThat(data(read)).isEqualTo("{\n\"a\": 1\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TOKEN_REVOKED\n" + SESSION,
                "TOKEN_OF_A_LATER_VERSION\n" + SESSION + "\ngoogle\na\n5\n\n{}",
                "TOKEN_REVOKED\n" + SESSION + "\ngoogle\na\nyesterday\n\n{}"
            })
    void anEntryOfAnotherFormIsNone(String event) {
        assertThat(read(Map.of("sequence", "7", "event", event))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "seven"})
    void anEntryWithoutAPlaceInTheSequenceIsNone(String sequence) {
        assertThat(read(Map.of("sequence", sequence, "event", "ACCESS_DENIED\n" + SESSION + "\n\n\n5\n\n{}")))
                .isNull();
    }

    private static TokenEvent event(String event) {
        return Objects.requireNonNull(read(Map.of("sequence", "7", "event", event)))
                .event();
    }

    private static @Nullable OutboxEntry read(Map<String, String> fields) {
        return OutboxEntry.read(new StreamMessage<>("stream", "1700000000123-4", fields), SHARD, SOURCE);
    }

    private static String data(TokenEvent event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }
}
