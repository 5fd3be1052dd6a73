package org.securecontext.proxy.api;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.providers.ProviderUnreachable;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;

/** Finds the error code of a failure that is not a {@link Refusal} yet. */
final class Refusals {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Refusals() {}

    static Refusal of(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof MissingRequestValueException) {
            return Refusal.of(ErrorCode.MISSING_PARAMETER, "A required parameter is missing.");
        }
        if (failure instanceof ResponseStatusException status) {
            return ofStatus(status);
        }
        if (failure instanceof StorageUnavailable) {
            return Refusal.of(ErrorCode.STORAGE_UNAVAILABLE, "The token storage does not answer; try again.")
                    .retryAfter(SOON);
        }
        if (failure instanceof ProviderUnreachable) {
            return Refusal.of(ErrorCode.PROVIDER_ERROR, "The provider cannot be reached; try again.");
        }
        if (failure instanceof TimeoutException) {
            return Refusal.of(ErrorCode.PROVIDER_TIMEOUT, "The provider did not answer in time; try again.");
        }
        if (failure instanceof DataBufferLimitException) {
            return tooLarge();
        }
        if (failure instanceof DecodingException) {
            return malformed();
        }
        return Refusal.of(ErrorCode.INTERNAL_ERROR, "The gateway failed; the operator's log has the request id.");
    }

    private static Refusal ofStatus(ResponseStatusException failure) {
        int status = failure.getStatusCode().value();
        return switch (status) {
            case 401 -> Refusal.of(ErrorCode.UNAUTHENTICATED, "Send Authorization: Bearer with a valid key or JWT.");
            case 403 -> Refusal.of(ErrorCode.FORBIDDEN, "This call is not allowed.");
            case 404 -> Refusal.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
            case 405 -> Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "This path takes another method; see Allow.");
            case 406 -> Refusal.of(ErrorCode.INVALID_REQUEST, "Answers are application/json; accept that.");
            case 413 -> tooLarge();
            case 415 -> Refusal.of(ErrorCode.INVALID_REQUEST, "Send the body as application/json.");
            default ->
                status < 500
                        ? malformed()
                        : Refusal.of(
                                ErrorCode.INTERNAL_ERROR, "The gateway failed; the operator's log has the request id.");
        };
    }

    private static Refusal tooLarge() {
        return Refusal.of(ErrorCode.PAYLOAD_TOO_LARGE, "A body has at most 64 KiB.");
    }

    private static Refusal malformed() {
        return Refusal.of(ErrorCode.INVALID_REQUEST, "The request is malformed; see the API description.");
    }
}
