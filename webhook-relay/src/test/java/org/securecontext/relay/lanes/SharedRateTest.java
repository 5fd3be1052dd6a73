package org.securecontext.relay.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** A caller that never rests gets no more than its part in any second; the longer the pause it sees, the less it proves. */
    @ParameterizedTest
    @CsvSource({"200, 16", "60, 8", "24, 1"})
    void noSecondSeesMoreThanTheOwnedPartOfTheLimit(double limit, int owned) {
        // Given
        SharedRate rate = new SharedRate("e", () -> limit, RateLimiterRegistry.ofDefaults());
        rate.shareFor(owned);
        List<long[]> permits = new ArrayList<>();

        // When
        long end = System.nanoTime() + 3 * SECOND / 2;
        for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
            if (rate.acquire()) {
                permits.add(new long[] {before, System.nanoTime()});
            }
        }

        // Then
        double part = limit * owned / 16;
        assertThat(permits).isNotEmpty();
        for (int first = 0; first < permits.size(); first++) {
            int last = first;
            while (last + 1 < permits.size() && permits.get(last + 1)[1] - permits.get(first)[0] < SECOND) {
                last++;
            }
            assertThat(last - first + 1).isLessThanOrEqualTo((int) Math.max(1, Math.ceil(part)));
        }
    }
}
