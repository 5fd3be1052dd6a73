package org.securecontext.relay.delivery;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.securecontext.relay.addresses.ForbiddenAddressException;

/** What an answer, or its absence, means. */
final class Outcomes {

    private Outcomes() {}

    static DeliveryOutcome of(Answer answer, Instant now) {
        int status = answer.status();
        return switch (status / 100) {
            case 2 -> new DeliveryOutcome.Delivered(status);
            case 3 -> new DeliveryOutcome.RetryLater(status, FailureReason.REDIRECT, null);
            case 4 -> clientError(answer, now);
            default ->
                new DeliveryOutcome.RetryLater(
                        status,
                        FailureReason.STATUS_5XX,
                        status == 503 ? RetryAfter.parse(answer.retryAfter(), now) : null);
        };
    }

    private static DeliveryOutcome clientError(Answer answer, Instant now) {
        return switch (answer.status()) {
            case 410 -> new DeliveryOutcome.EndpointGone();
            case 429 ->
                new DeliveryOutcome.RetryLater(
                        429, FailureReason.STATUS_429, RetryAfter.parse(answer.retryAfter(), now));
            case 408, 425 -> new DeliveryOutcome.RetryLater(answer.status(), FailureReason.STATUS_4XX, null);
            default -> new DeliveryOutcome.Refused(answer.status());
        };
    }

    static DeliveryOutcome of(Throwable failure) {
        return new DeliveryOutcome.RetryLater(null, reason(failure), null);
    }

    private static FailureReason reason(Throwable failure) {
        if (failure instanceof ForbiddenAddressException) {
            return FailureReason.FORBIDDEN_ADDRESS;
        }
        if (failure instanceof UnknownHostException) {
            return FailureReason.DNS;
        }
        if (failure instanceof TimeoutException
                || failure instanceof ConnectTimeoutException
                || failure instanceof java.net.SocketTimeoutException) {
            return FailureReason.TIMEOUT;
        }
        if (failure instanceof SSLException) {
            return FailureReason.TLS;
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return FailureReason.REFUSED;
        }
        return failure instanceof SocketException || failure instanceof ConnectionClosedException
                ? FailureReason.RESET
                : FailureReason.PROTOCOL;
    }
}
