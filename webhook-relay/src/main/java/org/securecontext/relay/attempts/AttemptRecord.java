package org.securecontext.relay.attempts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the attempt log ({@code scp.webhook.attempts}, JSON). Besides attempts it records what else decides an event's
 * fate: that it was no event, or that a range of the topic was gone before it could be read.
 *
 * @param at when the attempt began
 * @param endpoint the endpoint's id
 * @param generation its generation
 * @param job the replay it belongs to; null in the live lane
 * @param event what was delivered; null with a gap or an unreadable record
 * @param attempt the number of the attempt, from 1; 0 where there was none
 * @param outcome {@code delivered}, {@code retry} (parked until {@code nextDue}), {@code held} (the breaker is not closed, no
 *     attempt used), {@code dead}, {@code gone}, {@code unreadable} or {@code gap}
 * @param reason why it failed, such as {@code timeout}; null when it did not
 * @param status the HTTP status; null without an answer
 * @param durationMs how long the attempt took
 * @param nextDue when the next attempt is due; null when there is none
 * @param partition of the source record
 * @param offset of the source record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AttemptRecord(
        Instant at,
        String endpoint,
        String generation,
        @Nullable String job,
        @Nullable EventFacts event,
        int attempt,
        String outcome,
        @Nullable String reason,
        @Nullable Integer status,
        long durationMs,
        @Nullable Instant nextDue,
        int partition,
        long offset) {

    /** Fails with a {@link NullPointerException} when a part is absent that each line has. */
    public AttemptRecord {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * The event's facts that operators search by.
     *
     * @param id its id
     * @param type its legacy name
     * @param sessionId its subject
     * @param provider its provider, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record EventFacts(
            String id,
            String type,
            String sessionId,
            @Nullable String provider) {}
}
