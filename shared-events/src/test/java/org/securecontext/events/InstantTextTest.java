package org.securecontext.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
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
    void writesAndReadsEdgesAsTheJdkDoes(String text) {
        assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-11-28T01:02:03.Z",
                "2026-11-28T01:02:03.1Z",
                "2026-11-28T01:02:03.00004Z",
                "2026-11-28t01:02:03z",
                "2026-11-28T01:02:03+02:00",
                "2026-11-28T01:02:03.123+02:00",
            })
    void readsOtherFormsAsTheJdkDoes(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-28T01:02:03",
                "2026-11-28 01:02:03Z",
                "2026-13-28T01:02:03Z",
                "2026-00-28T01:02:03Z",
                "2026-02-30T01:02:03Z",
                "2026-02-00T01:02:03Z",
                "2026-11-28T25:02:03Z",
                "2026-11-28T01:60:03Z",
                "2026-11-28T01:02:61Z",
                "2026-11-28T01:02:0xZ",
                "2026-11-28T01:02:03.12xZ",
                "2026-11-28T01:02:03.1234567890Z",
                "٢٠٢٦-11-28T01:02:03Z",
            })
    void refusesWhatTheJdkRefuses(String text) {
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void writesAndReadsAnyInstantAsTheJdkDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-1L << 33, 1L << 39), random.nextLong(1_000_000_000) / unit * unit);

            assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
            assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
        }
    }
}
