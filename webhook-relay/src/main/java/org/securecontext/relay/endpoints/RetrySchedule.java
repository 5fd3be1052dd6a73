package org.securecontext.relay.endpoints;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a failed attempt is repeated: first {@code count} times at {@code delay} × 2ⁿ, then once after each of the
 * redelivery pauses; after the last comes the dead letter.
 *
 * @param count further attempts of the first phase; default 3
 * @param delay before the first of them; default 5 s
 * @param redelivery the pauses of the second phase; default 1m, 10m, 1h, 6h, 24h
 */
public record RetrySchedule(int count, Duration delay, List<Duration> redelivery) {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double JITTER = 0.2;

    /** Fails with an {@link IllegalArgumentException} for a negative count or a pause that is not positive. */
    public RetrySchedule {
        Objects.requireNonNull(delay, "delay");
        redelivery = List.copyOf(redelivery);
        if (count < 0 || count > 20) {
            throw new IllegalArgumentException("a retry count is 0 to 20, not " + count);
        }
        List<Duration> pauses = new ArrayList<>(redelivery);
        pauses.add(delay);
        if (pauses.stream().anyMatch(pause -> pause.isNegative() || pause.isZero())) {
            throw new IllegalArgumentException("a pause between attempts is longer than nothing");
        }
    }

    /** Three quick retries and five over the next day. */
    public static RetrySchedule standard() {
        return new RetrySchedule(
                3,
                Duration.ofSeconds(5),
                List.of(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofHours(24)));
    }

    /**
     * The pause after a failed attempt, or null when that attempt was the last.
     *
     * @param attempt the number of the attempt that failed, from 1
     * @param random from 0 to 1; spreads the pause by up to a fifth more, so that a burst of failures does not return
     *     as a burst
     */
    public @Nullable Duration pauseAfter(int attempt, double random) {
        int second = attempt - 1 - count;
        if (second >= redelivery.size()) {
            return null;
        }
        Duration pause = second >= 0 ? redelivery.get(second) : doubled(attempt - 1);
        return pause.plusMillis((long) (pause.toMillis() * JITTER * random));
    }

    /** How many attempts an event has in all. */
    public int attempts() {
        return 1 + count + redelivery.size();
    }

    private Duration doubled(int times) {
        Duration pause = delay.multipliedBy(1L << times);
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
