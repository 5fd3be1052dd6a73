package org.securecontext.events.envelope;

/** The error codes of both APIs with their HTTP status. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    INVALID_SESSION_ID_FORMAT(400),
    MISSING_PARAMETER(400),
    WEBHOOK_DISABLED(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    SESSION_NOT_FOUND(404),
    PROVIDER_NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    REAUTHORIZATION_REQUIRED(409),
    CONFLICT(409),
    PAYLOAD_TOO_LARGE(413),
    RATE_LIMIT_EXCEEDED(429),
    INTERNAL_ERROR(500),
    PROVIDER_ERROR(502),
    STORAGE_UNAVAILABLE(503),
    AUDIT_UNAVAILABLE(503),
    STORAGE_LIMIT_REACHED(503),
    PROVIDER_TIMEOUT(504);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }
}
