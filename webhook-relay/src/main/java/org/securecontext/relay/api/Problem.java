package org.securecontext.relay.api;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * An error in the words of the API.
 *
 * @param code its code
 * @param message what the caller can change
 */
record Problem(ErrorCode code, String message) {

    static Problem of(int status, @Nullable Throwable failure) {
        return switch (status) {
            case 400, 406, 415 -> ofRequest(failure);
            case 401 ->
                new Problem(
                        ErrorCode.UNAUTHENTICATED, "Send the admin's key (SCP_ADMIN_KEY) as: Authorization: Bearer …");
            case 403 ->
                new Problem(
                        ErrorCode.FORBIDDEN,
                        "In development the API answers this machine only, not other hosts, origins or sites");
            case 404 -> new Problem(ErrorCode.NOT_FOUND, "There is nothing at this address");
            case 405 -> new Problem(ErrorCode.METHOD_NOT_ALLOWED, "This address does not take this method");
            case 413 ->
                new Problem(
                        ErrorCode.PAYLOAD_TOO_LARGE, "A body has at most 64 KiB and says its length (Content-Length)");
            case 429 ->
                new Problem(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "Too many wrong keys came from your address: wait a minute and sign in again");
            default -> ofFailure(failure);
        };
    }

    private static Problem ofFailure(@Nullable Throwable failure) {
        return failure instanceof KafkaException
                ? new Problem(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "Kafka does not answer now; look whether the change was made before repeating it")
                : new Problem(ErrorCode.INTERNAL_ERROR, "The relay failed; its log says why");
    }

    private static Problem ofRequest(@Nullable Throwable failure) {
        if (failure instanceof MissingServletRequestParameterException missing) {
            return new Problem(
                    ErrorCode.MISSING_PARAMETER, "The parameter '" + missing.getParameterName() + "' is needed");
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return new Problem(
                    ErrorCode.INVALID_REQUEST, "The parameter '" + mismatch.getName() + "' has a form it cannot have");
        }
        if (failure instanceof BindException binding && binding.getFieldError() != null) {
            return new Problem(
                    ErrorCode.INVALID_REQUEST,
                    "The parameter '" + binding.getFieldError().getField() + "' has a form it cannot have");
        }
        if (failure != null && failure.getCause() instanceof UnrecognizedPropertyException unknown) {
            return new Problem(ErrorCode.INVALID_REQUEST, "The body takes only " + fieldsOf(unknown));
        }
        return new Problem(ErrorCode.INVALID_REQUEST, "The body is JSON of the form that the API's description names");
    }

    private static String fieldsOf(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
