package org.securecontext.relay.endpoints;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How hard an endpoint is worked.
 *
 * @param retries when failed attempts are repeated
 * @param ratePerSecond requests in a second over all replicas of the relay; null: no limit
 * @param maxInFlight concurrent requests of one process; default 64
 */
public record Limits(RetrySchedule retries, @Nullable Double ratePerSecond, int maxInFlight) {

    /** In flight unless configured. */
    public static final int DEFAULT_IN_FLIGHT = 64;

    /** Fails with an {@link IllegalArgumentException} for a rate or a number that is not positive. */
    public Limits {
        Objects.requireNonNull(retries, "retries");
        if (ratePerSecond != null && !(ratePerSecond > 0 && ratePerSecond <= 100_000)) {
            throw new IllegalArgumentException("a rate limit is above 0 and at most 100000 requests in a second");
        }
        if (maxInFlight < 1 || maxInFlight > 1024) {
            throw new IllegalArgumentException("the requests in flight are 1 to 1024");
        }
    }
}
