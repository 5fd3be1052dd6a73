package org.securecontext.relay.delivery;

import java.util.function.Predicate;

/**
 * The outcomes that are tried again within an attempt ({@code resilience4j.retry.*.result-predicate}): refused, reset, and
 * 502, 503, 504 without {@code Retry-After}.
 */
public final class TransientOutcome implements Predicate<DeliveryOutcome> {

    @Override
    public boolean test(DeliveryOutcome outcome) {
        return outcome instanceof DeliveryOutcome.RetryLater later && later.retryAfter() == null && isTransient(later);
    }

    private static boolean isTransient(DeliveryOutcome.RetryLater later) {
        Integer status = later.status();
        return status == null
                ? later.reason() == FailureReason.REFUSED || later.reason() == FailureReason.RESET
                : status == 502 || status == 503 || status == 504;
    }
}
