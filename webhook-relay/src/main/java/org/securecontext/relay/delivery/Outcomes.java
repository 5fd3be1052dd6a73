package org.securecontext.relay.delivery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
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
        return new DeliveryOutcome.RetryLater(
                null, reason(failure), null, failure.getClass().getSimpleName());
    }

    /** From the special to the general: most of these classes are also an {@link IOException}. */
    private static FailureReason reason(Throwable failure) {
        if (failure instanceof ForbiddenAddressException) {
            return FailureReason.FORBIDDEN_ADDRESS;
        }
        if (failure instanceof UnknownHostException) {
            return FailureReason.DNS;
        }
        if (failure instanceof TimeoutException || failure instanceof SocketTimeoutException) {
            return FailureReason.TIMEOUT;
        }
        if (failure instanceof SSLException) {
            return FailureReason.TLS;
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return FailureReason.REFUSED;
        }
        if (isNoHttp(failure)) {
            return FailureReason.PROTOCOL;
        }
        return failure instanceof IOException && !(failure instanceof InterruptedIOException)
                ? FailureReason.RESET
                : FailureReason.INTERNAL;
    }

    /** Whether the answer broke the rules of HTTP/1.1 or the limits that the relay sets. */
    private static boolean isNoHttp(Throwable failure) {
        return failure instanceof HttpException
                || failure instanceof ClientProtocolException
                || failure instanceof MessageConstraintException
                || failure instanceof MalformedChunkCodingException
                || failure instanceof CharacterCodingException;
    }
}
