package org.securecontext.events.envelope;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * The body of a failed API answer.
 *
 * @param timestamp when the answer was made, UTC with {@code Z}
 */
@JsonPropertyOrder({"success", "version", "timestamp", "error"})
public record ErrorEnvelope(boolean success, String version, Instant timestamp, Detail error) {

    /** A failure with nothing beside its message. */
    public static ErrorEnvelope of(ErrorCode code, String message, Instant now) {
        return of(code, message, Map.of(), now);
    }

    /** A failure with details, such as the well-formed session id that was asked for. */
    public static ErrorEnvelope of(ErrorCode code, String message, Map<String, ?> details, Instant now) {
        return new ErrorEnvelope(
                false,
                ApiVersion.CURRENT,
                now.truncatedTo(ChronoUnit.MILLIS),
                new Detail(code, message, code.status(), Map.copyOf(details)));
    }

    /**
     * What went wrong.
     *
     * @param message what the caller can change; it echoes nothing of the input
     */
    @JsonPropertyOrder({"code", "message", "status_code", "details"})
    public record Detail(
            ErrorCode code,
            String message,
            @JsonProperty("status_code") int statusCode,
            Map<String, Object> details) {}
}
