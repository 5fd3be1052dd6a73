package org.securecontext.proxy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class LeaseTest {

    private static final RateLimit LIMIT = RateLimit.parse("80/m");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void permitsAreTakenFromTheLeaseAndThenLeasedAnew() {
        // Given
        Lease lease = new Lease(LIMIT);
        assertThat(lease.take(0)).isNull();
        fill(lease, new Lease.Grant(2, 78, MINUTE));

        // When
        Permit first = lease.take(1);
        Permit second = lease.take(2);

        // Then
        assertThat(first).isNotNull().extracting(Permit::remaining).isEqualTo(79L);
        assertThat(second).isNotNull().extracting(Permit::granted).isEqualTo(true);
        assertThat(lease.take(3)).isNull();
    }

    @Test
    void exhaustedWindowRefusesUntilItsEndWithoutAskingAgain() {
        Lease lease = new Lease(LIMIT);
        fill(lease, new Lease.Grant(0, 0, MINUTE));

        Permit refused = lease.take(MINUTE / 2);

        assertThat(refused).isNotNull();
        assertThat(refused.granted()).isFalse();
        assertThat(refused.untilReset()).isEqualTo(Duration.ofSeconds(30));
        assertThat(lease.take(MINUTE)).isNull();
    }

    @Test
    void permitsOfAnEndedWindowAreWorthNothing() {
        Lease lease = new Lease(LIMIT);
        fill(lease, new Lease.Grant(5, 70, MINUTE));

        assertThat(lease.take(MINUTE + 1)).isNull();

        fill(lease, new Lease.Grant(2, 78, 2 * MINUTE));
        assertThat(lease.take(MINUTE + 2))
                .isNotNull()
                .extracting(Permit::remaining)
                .isEqualTo(79L);
    }

    @Test
    void addressIsCountedWithinItsWindow() {
        MutableClock clock = new MutableClock();
        AddressPermits permits = new AddressPermits(RateLimit.parse("2/m"), clock);

        assertThat(permits.take("a").granted()).isTrue();
        assertThat(permits.take("a").remaining()).isZero();
        assertThat(permits.take("a").granted()).isFalse();
        assertThat(permits.take("b").granted()).isTrue();
        clock.now = clock.now.plusSeconds(60);
        assertThat(permits.take("a").granted()).isTrue();
    }

    @Test
    void headersFollowTheDraft() {
        Permit permit = new Permit(true, LIMIT, 12, Duration.ofMillis(30_500));

        assertThat(permit.policyHeader("agent")).isEqualTo("\"agent\";q=80;w=60");
        assertThat(permit.header("agent")).isEqualTo("\"agent\";r=12;t=31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0/m", "10/d", "-1/m", "9999999999/m", "none "})
    void limitOfAnotherFormIsRefused(String text) {
        assertThatThrownBy(() -> RateLimit.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void fill(Lease lease, Lease.Grant grant) {
        lease.refill(() -> Mono.just(grant)).block();
    }

    private static final class MutableClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:10Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
