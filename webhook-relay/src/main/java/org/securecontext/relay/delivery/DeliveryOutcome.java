package org.securecontext.relay.delivery;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one attempt came to. */
public sealed interface DeliveryOutcome {

    /** Calls the function of this case. */
    <T> T fold(
            Function<Delivered, ? extends T> delivered,
            Function<Refused, ? extends T> refused,
            Function<RetryLater, ? extends T> retryLater,
            Function<EndpointGone, ? extends T> endpointGone);

    /** The HTTP status of the answer; null when there was none. */
    @Nullable
    Integer status();

    /** Why it failed; null when it did not. */
    @Nullable
    FailureReason reason();

    /** The simple name of the exception behind the reason, never its message; null when there was none. */
    default @Nullable String cause() {
        return null;
    }

    /** The endpoint took the event: 2xx. */
    record Delivered(Integer status) implements DeliveryOutcome {

        @Override
        public @Nullable FailureReason reason() {
            return null;
        }

        @Override
        public <T> T fold(
                Function<Delivered, ? extends T> delivered,
                Function<Refused, ? extends T> refused,
                Function<RetryLater, ? extends T> retryLater,
                Function<EndpointGone, ? extends T> endpointGone) {
            return delivered.apply(this);
        }
    }

    /** The endpoint works and does not want this event now: an ordinary 4xx. It says nothing about the endpoint's health. */
    record Refused(Integer status) implements DeliveryOutcome {

        @Override
        public FailureReason reason() {
            return FailureReason.STATUS_4XX;
        }

        @Override
        public <T> T fold(
                Function<Delivered, ? extends T> delivered,
                Function<Refused, ? extends T> refused,
                Function<RetryLater, ? extends T> retryLater,
                Function<EndpointGone, ? extends T> endpointGone) {
            return refused.apply(this);
        }
    }

    /**
     * The endpoint does not work now: no answer, 3xx, 408, 425, 429 or 5xx.
     *
     * @param retryAfter what the endpoint asked for with 429 or 503, capped; else null
     * @param cause the simple name of the exception when there was no answer; else null
     */
    record RetryLater(
            @Nullable Integer status,
            FailureReason reason,
            @Nullable Duration retryAfter,
            @Nullable String cause) implements DeliveryOutcome {

        /** Without an exception. */
        public RetryLater(@Nullable Integer status, FailureReason reason, @Nullable Duration retryAfter) {
            this(status, reason, retryAfter, null);
        }

        @Override
        public <T> T fold(
                Function<Delivered, ? extends T> delivered,
                Function<Refused, ? extends T> refused,
                Function<RetryLater, ? extends T> retryLater,
                Function<EndpointGone, ? extends T> endpointGone) {
            return retryLater.apply(this);
        }
    }

    /** The endpoint wants no more webhooks at all: 410. */
    record EndpointGone() implements DeliveryOutcome {

        @Override
        public Integer status() {
            return 410;
        }

        @Override
        public FailureReason reason() {
            return FailureReason.GONE;
        }

        @Override
        public <T> T fold(
                Function<Delivered, ? extends T> delivered,
                Function<Refused, ? extends T> refused,
                Function<RetryLater, ? extends T> retryLater,
                Function<EndpointGone, ? extends T> endpointGone) {
            return endpointGone.apply(this);
        }
    }
}
