package org.securecontext.relay.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.attempts.AttemptRecord;

/**
 * All attempts to deliver one event to one endpoint, or what was recorded of a place in the topic.
 *
 * @param status how the last one went: a word of {@link #STATUSES}
 * @param lastAt when the last one began
 * @param job the replay it belongs to; null in the live lane
 * @param event null where no event could be read
 * @param nextDue when the next attempt is due; null when there is none
 * @param attempts from old to new
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Delivery(
        String endpoint,
        String status,
        Instant lastAt,
        @Nullable String job,
        AttemptRecord.@Nullable EventFacts event,
        @Nullable Instant nextDue,
        int partition,
        long offset,
        List<Attempt> attempts) {

    /** What a status can be. */
    public static final Set<String> STATUSES =
            Set.of("delivered", "retry", "held", "dead", "gone", "unreadable", "gap");

    /** Copies the attempts. */
    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /** The delivery that these attempts make up; at least one. */
    static Delivery of(List<AttemptRecord> records) {
        List<AttemptRecord> sorted =
                records.stream().sorted(Comparator.comparing(AttemptRecord::at)).toList();
        AttemptRecord last = sorted.get(sorted.size() - 1);
        return new Delivery(
                last.endpoint(),
                last.outcome(),
                last.at(),
                last.job(),
                last.event(),
                last.nextDue(),
                last.partition(),
                last.offset(),
                sorted.stream().map(Attempt::of).toList());
    }

    /** Its place in a list from new to old. */
    Cursor cursor() {
        return new Cursor(lastAt, endpoint + "/" + job + "/" + partition + "/" + offset);
    }

    /**
     * One attempt.
     *
     * @param number from 1; 0 where there was none
     * @param reason why it failed; null when it did not
     * @param status the HTTP status; null without an answer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Attempt(
            Instant at,
            int number,
            String outcome,
            @Nullable String reason,
            @Nullable Integer status,
            long durationMs) {

        private static Attempt of(AttemptRecord entry) {
            return new Attempt(
                    entry.at(), entry.attempt(), entry.outcome(), entry.reason(), entry.status(), entry.durationMs());
        }
    }
}
