package org.securecontext.proxy.api;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.identity.SessionId;

/**
 * A call that is answered with an error code. Only controllers and filters throw it, at the edge, where Spring has one
 * way out for every error; use cases return outcomes.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details;
    private final @Nullable Duration retryAfter;

    private Refusal(ErrorCode code, String message, Map<String, Object> details, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.details = Map.copyOf(details);
        this.retryAfter = retryAfter;
    }

    /** A refusal; the message says what the caller can change and echoes nothing of the input. */
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, Map.of(), null);
    }

    /** A refusal that concerns a session; its id was well-formed. */
    public static Refusal of(ErrorCode code, String message, SessionId session) {
        return new Refusal(code, message, Map.of("session_id", session.value()), null);
    }

    /** A refusal that names the field at fault. */
    public static Refusal ofField(ErrorCode code, String message, String field) {
        return new Refusal(code, message, Map.of("field", field), null);
    }

    /** The same with a {@code Retry-After} header (RFC 9110 §10.2.3), rounded up to seconds. */
    public Refusal retryAfter(Duration delay) {
        return new Refusal(code, message(), details, delay);
    }

    /** The code. */
    public ErrorCode code() {
        return code;
    }

    /** The sentence for the caller. */
    public String message() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    Map<String, Object> details() {
        return details;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
