package org.securecontext.relay.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptLogTest {

    private static final String WHOLE =
            "{\"at\":\"2026-01-31T10:00:00Z\",\"endpoint\":\"siem\",\"generation\":\"g\",\"outcome\":\"delivered\"}";

    @Test
    void aLineIsReadBack() {
        assertThat(read(WHOLE)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"at\":\"2026-01-31T10:00:00Z\",", "\"endpoint\":\"siem\",", "\"generation\":\"g\","})
    void whatLacksAPartIsNoLine(String part) {
        assertThat(read(WHOLE.replace(part, ""))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "7", "{\"outcome\":\"delivered\"}"})
    void whatIsSomethingElseIsNoLine(String value) {
        assertThat(read(value)).isNull();
    }

    private static @Nullable Object read(String value) {
        return AttemptLog.read(value.getBytes(StandardCharsets.UTF_8));
    }
}
