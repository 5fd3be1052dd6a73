package org.securecontext.relay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How an attempt went.
 *
 * @param outcome what it came to
 * @param startedAt when its request was made
 * @param duration until its outcome was known, with the transient repeats inside it
 */
public record AttemptResult(DeliveryOutcome outcome, Instant startedAt, Duration duration) {

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public AttemptResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(duration, "duration");
    }
}
