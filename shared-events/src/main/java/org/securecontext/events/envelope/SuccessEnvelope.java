package org.securecontext.events.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a successful API answer.
 *
 * @param timestamp when the answer was made, UTC with {@code Z}
 * @param data the answer itself
 * @param message a sentence for people, absent where there is nothing to add
 * @param metadata facts about the answer, such as a cursor
 */
@JsonPropertyOrder({"success", "version", "timestamp", "data", "message", "metadata"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuccessEnvelope<T>(
        boolean success,
        String version,
        Instant timestamp,
        T data,
        @Nullable String message,
        @Nullable Object metadata) {

    /** An answer that is only data. */
    public static <T> SuccessEnvelope<T> of(T data, Instant now) {
        return of(data, now, null, null);
    }

    /** An answer with a sentence or metadata beside its data. */
    public static <T> SuccessEnvelope<T> of(T data, Instant now, @Nullable String message, @Nullable Object metadata) {
        return new SuccessEnvelope<>(
                true, ApiVersion.CURRENT, now.truncatedTo(ChronoUnit.MILLIS), data, message, metadata);
    }
}
