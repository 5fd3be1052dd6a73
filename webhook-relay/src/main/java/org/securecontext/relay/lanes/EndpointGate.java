package org.securecontext.relay.lanes;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.securecontext.relay.delivery.AttemptResult;
import org.securecontext.relay.delivery.DeliveryOutcome;
import org.securecontext.relay.delivery.FailureReason;

/**
 * Whether an endpoint may be called now: its breaker, its rate, what it asked for with {@code Retry-After}, and whether it
 * said that it is gone.
 */
final class EndpointGate {

    /** Far longer than it takes until an endpoint that is gone counts as disabled here; then it is asked again. */
    private static final Duration UNTIL_DISABLED = Duration.ofSeconds(5);

    private final CircuitBreaker breaker;
    private final SharedRate rate;
    private final Supplier<Boolean> enabled;
    private final Clock clock;
    private Instant heldUntil = Instant.EPOCH;
    private Instant goneUntil = Instant.EPOCH;

    EndpointGate(CircuitBreaker breaker, SharedRate rate, Supplier<Boolean> enabled, Clock clock) {
        this.breaker = breaker;
        this.rate = rate;
        this.enabled = enabled;
        this.clock = clock;
    }

    /** Takes a permission for one attempt, or says no. Each yes must be followed by {@link #record} or {@link #giveBack}. */
    boolean enter() {
        return mayTry() && rate.acquire() && breaker.tryAcquirePermission();
    }

    /** Takes a permission of the rate limit for a repeat within an attempt, or says no; called by any thread. */
    boolean mayRepeat() {
        return rate.acquire();
    }

    /** Whether the endpoint is enabled and has not asked to be left alone; the breaker may still say no. */
    boolean mayTry() {
        if (!enabled.get()) {
            goneUntil = Instant.EPOCH;
            return false;
        }
        Instant now = clock.instant();
        return !now.isBefore(heldUntil) && !now.isBefore(goneUntil);
    }

    /** Whether the endpoint counts as working. While it does not, nothing is parked and no attempt is used up. */
    boolean isWorking() {
        CircuitBreaker.State state = breaker.getState();
        return enabled.get()
                && state != CircuitBreaker.State.OPEN
                && state != CircuitBreaker.State.HALF_OPEN
                && state != CircuitBreaker.State.FORCED_OPEN;
    }

    /** Returns a permission of which no use was made. */
    void giveBack() {
        breaker.releasePermission();
    }

    /** Tells the breaker how an attempt went, and remembers a {@code Retry-After} and an answer of 410. */
    void record(AttemptResult result) {
        long nanos = result.duration().toNanos();
        result.outcome()
                .<Runnable>fold(
                        delivered -> () -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS),
                        refused -> () -> notCounted(nanos),
                        later -> () -> later(later, nanos),
                        gone -> () -> gone(nanos))
                .run();
    }

    private void later(DeliveryOutcome.RetryLater later, long nanos) {
        Duration pause = later.retryAfter();
        if (pause != null) {
            Instant until = clock.instant().plus(pause);
            heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
        }
        if (later.reason() == FailureReason.STATUS_429) {
            notCounted(nanos);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, new FailedAttempt());
        }
    }

    /** It is being disabled; what waits must not go out until that is known here. */
    private void gone(long nanos) {
        goneUntil = clock.instant().plus(UNTIL_DISABLED);
        notCounted(nanos);
    }

    /** An answer that is no fault: nothing for a closed breaker, and for a half-open one the proof that somebody answers. */
    private void notCounted(long nanos) {
        if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.releasePermission();
        }
    }

    /** What the breaker is told; it carries no stack, since nobody throws it. */
    private static final class FailedAttempt extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private FailedAttempt() {
            super("The attempt failed", null, false, false);
        }
    }
}
