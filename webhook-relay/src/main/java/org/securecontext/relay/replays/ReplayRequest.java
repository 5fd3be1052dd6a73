package org.securecontext.relay.replays;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.Parameters;

/**
 * A replay as an operator asks for it.
 *
 * @param endpoint the endpoint's id; needed
 * @param from append time of the first event, such as {@code 2026-01-31T00:00:00Z}; needed
 * @param to append time after the last; absent: now
 * @param eventTypes legacy names; absent: all
 * @param sessionId absent: all
 * @param provider absent: all
 * @param rate requests in a second over all replicas; absent: 500 ({@code SCP_WEBHOOK_REPLAY_RATE}); never more than
 *     half of the endpoint's own limit
 * @param dryRun whether only to count; default false
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReplayRequest(
        @Nullable String endpoint,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<String> eventTypes,
        @Nullable String sessionId,
        @Nullable String provider,
        @Nullable Double rate,
        @Nullable Boolean dryRun) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /**
     * What is asked for, checked by itself.
     *
     * @throws IllegalArgumentException that says what to change
     */
    Range range(Instant now) {
        Instant start = Parameters.time("from", from);
        Instant end = Parameters.time("to", to);
        if (start == null) {
            throw new IllegalArgumentException("from is needed: a UTC time such as 2026-01-31T00:00:00Z");
        }
        Instant until = end == null || end.isAfter(now) ? now : end;
        if (!start.isBefore(until)) {
            throw new IllegalArgumentException("from is before to and before now");
        }
        if (rate != null && !(rate > 0 && rate <= 100_000)) {
            throw new IllegalArgumentException("rate is above 0 and at most 100000 requests in a second");
        }
        List<String> types = eventTypes == null ? List.of() : eventTypes;
        return new Range(start, until, new ReplayFilter(types, blankIsNull(sessionId), blankIsNull(provider)));
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The checked parts. */
    record Range(Instant from, Instant to, ReplayFilter filter) {}
}
