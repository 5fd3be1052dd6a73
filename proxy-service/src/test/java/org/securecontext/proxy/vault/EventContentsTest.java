package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventContentsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456Z");

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "agent/1.0",
                "a \"quoted\" \\ one",
                "\",\"ip_address\":\"6.6.6.6",
                "\u0000\u001f\t\n",
                "é\u2028\ud83d\ude00"
            })
    void whatTheCallerSaysOfItselfStaysText(String userAgent) throws Exception {
        // When
        String contents = EventContents.retrieved(new CallContext(userAgent, "192.0.2.1", null), NOW);

        // Then
        JsonNode info = new ObjectMapper().readTree(contents).path("client_info");
        assertThat(info.path("user_agent").textValue()).isEqualTo(userAgent);
        assertThat(info.path("ip_address").textValue()).isEqualTo("192.0.2.1");
        assertThat(info.path("timestamp").textValue()).isEqualTo("2026-01-01T12:00:00.123Z");
        assertThat(info.size()).isEqualTo(3);
    }
}
