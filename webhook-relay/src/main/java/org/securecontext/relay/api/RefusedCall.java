package org.securecontext.relay.api;

import java.util.Map;
import org.securecontext.events.envelope.ErrorCode;

/** A refused outcome at the edge, where Spring has one way out for every error; use cases return outcomes. */
final class RefusedCall extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String message;
    private final transient Map<String, Object> details;

    RefusedCall(ErrorCode code, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
        this.details = details;
    }

    ErrorCode code() {
        return code;
    }

    String message() {
        return message;
    }

    Map<String, Object> details() {
        return details;
    }
}
