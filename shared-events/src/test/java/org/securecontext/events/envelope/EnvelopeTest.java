package org.securecontext.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678912Z");

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Test
    void successLeavesOutWhatIsAbsent() throws JsonProcessingException {
        assertThat(json.writeValueAsString(SuccessEnvelope.of(Map.of("count", 2), NOW)))
                .isEqualTo("{\"success\":true,\"version\":\"1.0\",\"timestamp\":\"2026-01-02T03:04:05.678Z\","
                        + "\"data\":{\"count\":2}}");
    }

    @Test
    void errorIsAnObjectWithItsStatus() throws JsonProcessingException {
        assertThat(json.writeValueAsString(ErrorEnvelope.of(ErrorCode.SESSION_NOT_FOUND, "No such session.", NOW)))
                .isEqualTo("{\"success\":false,\"version\":\"1.0\",\"timestamp\":\"2026-01-02T03:04:05.678Z\","
                        + "\"error\":{\"code\":\"SESSION_NOT_FOUND\",\"message\":\"No such session.\","
                        + "\"status_code\":404,\"details\":{}}}");
    }
}
