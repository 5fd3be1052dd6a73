package org.securecontext.relay.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.api.Outcome;

/** Finds deliveries: among the last attempts in memory or, for a time before them, in the topic. */
public final class FindDeliveries {

    private final RecentAttempts recent;
    private final OlderAttempts older;
    private final Clock clock;

    /** Finds in these two. */
    public FindDeliveries(RecentAttempts recent, OlderAttempts older, Clock clock) {
        this.recent = recent;
        this.older = older;
        this.clock = clock;
    }

    /** A page from new to old, or a refusal when the range holds more than one search reads. */
    public Outcome<Page> find(DeliveryQuery query) {
        Instant since = recent.completeSince();
        Instant from = query.from();
        if (since == null || from == null || !from.isBefore(since)) {
            return Outcome.done(page(recent.find(query), query, since));
        }
        Instant to = query.to() == null ? clock.instant() : query.to();
        OlderAttempts.Found found = older.find(query, from, to);
        return found.complete()
                ? Outcome.done(page(found.deliveries(), query, null))
                : Outcome.refused(
                        ErrorCode.INVALID_REQUEST,
                        "Between from and to lie more than " + OlderAttempts.MOST + " attempts: ask for less time");
    }

    private static Page page(List<Delivery> found, DeliveryQuery query, @Nullable Instant since) {
        List<Delivery> sorted = found.stream()
                .sorted(Comparator.comparing(Delivery::cursor, Cursor.ORDER))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = sorted.size() > query.limit();
        List<Delivery> shown = more ? sorted.subList(0, query.limit()) : sorted;
        String next = more ? shown.get(shown.size() - 1).cursor().encoded() : null;
        return new Page(shown, shown.size(), next, since);
    }

    /**
     * A page.
     *
     * @param nextCursor begins the next page; null on the last
     * @param searchedSince how far back the search went; to see more, ask for a time ({@code from}). Null: as asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Page(
            List<Delivery> deliveries,
            int count,
            @Nullable String nextCursor,
            @Nullable Instant searchedSince) {}
}
