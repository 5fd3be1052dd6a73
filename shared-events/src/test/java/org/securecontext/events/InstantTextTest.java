package org.securecontext.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z",
                "-0001-01-01T00:00:00Z",
                "2024-02-29T23:59:59.100Z",
                "2026-11-28T01:02:03.004Z",
                "2026-11-28T01:02:03.000004Z",
                "2026-11-28T01:02:03.000000004Z",
                "2026-11-28T01:02:03.120Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
            })
    void writesEdgesAsTheJdkDoes(String text) {
        assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void writesAnyInstantAsTheJdkDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-1L << 33, 1L << 39), random.nextLong(1_000_000_000) / unit * unit);

            assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
        }
    }
}
