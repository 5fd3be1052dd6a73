package org.securecontext.relay.deadletterapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.Parameters;

/**
 * Which dead letters are meant; what is absent asks for any.
 *
 * @param endpoint an endpoint's id
 * @param state {@code open}, {@code redelivered} or {@code discarded}
 * @param cause why it died, such as {@code attempts_used_up}
 * @param event_type a legacy name such as {@code token_created}
 * @param session_id a session's id
 * @param from when it died, at the earliest
 * @param to and before when
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LetterQuery(
        @Nullable String endpoint,
        @Nullable String state,
        @Nullable String cause,
        @Nullable String event_type,
        @Nullable String session_id,
        @Nullable String from,
        @Nullable String to) {

    /** All letters that wait for an operator. */
    public static LetterQuery open() {
        return new LetterQuery(null, Letter.OPEN, null, null, null, null, null);
    }

    /**
     * The test of a letter.
     *
     * @throws IllegalArgumentException naming the parameter that has no such value
     */
    java.util.function.Predicate<Letter> test() {
        Instant earliest = Parameters.time("from", from);
        Instant latest = Parameters.time("to", to);
        String wanted = Parameters.word("state", state, Letter.STATES);
        if (earliest != null && latest != null && !earliest.isBefore(latest)) {
            throw new IllegalArgumentException("from is before to");
        }
        return letter -> fits(endpoint, letter.endpoint())
                && fits(wanted, letter.state())
                && fits(cause, letter.cause())
                && fits(event_type, letter.eventType())
                && fits(session_id, letter.sessionId())
                && (earliest == null || !letter.at().isBefore(earliest))
                && (latest == null || letter.at().isBefore(latest));
    }

    private static boolean fits(@Nullable String asked, @Nullable String actual) {
        return asked == null || asked.isBlank() || asked.equals(actual);
    }
}
