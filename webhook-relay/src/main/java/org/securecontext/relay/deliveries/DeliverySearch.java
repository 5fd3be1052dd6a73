package org.securecontext.relay.deliveries;

import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.api.Parameters;

/**
 * The parameters of a search, as they came.
 *
 * @param endpoint an endpoint's id
 * @param status how the last attempt went
 * @param event_id an event's id
 * @param session_id a session's id
 * @param from a time, such as {@code 2026-01-31T00:00:00Z}
 * @param to a time
 * @param limit 1 to 500, default 50
 * @param cursor what {@code next_cursor} of the page before gave
 */
public record DeliverySearch(
        @Nullable String endpoint,
        @Nullable String status,
        @Nullable String event_id,
        @Nullable String session_id,
        @Nullable String from,
        @Nullable String to,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** Asks for any delivery. */
    public static DeliverySearch all() {
        return new DeliverySearch(null, null, null, null, null, null, null, null);
    }

    /** Searches, or says which parameter is wrong. */
    public Outcome<FindDeliveries.Page> run(FindDeliveries findDeliveries) {
        return Parameters.read(this::query).then(findDeliveries::find);
    }

    /** The same with empty texts for what is absent, as a form shows it. */
    public DeliverySearch orBlank() {
        return new DeliverySearch(
                blank(endpoint), blank(status), blank(event_id), blank(session_id), blank(from), blank(to), limit, "");
    }

    private DeliveryQuery query() {
        return new DeliveryQuery(
                blankIsNull(endpoint),
                Parameters.word("status", status, Delivery.STATUSES),
                blankIsNull(event_id),
                blankIsNull(session_id),
                Parameters.time("from", from),
                Parameters.time("to", to),
                Parameters.limit(limit),
                Cursor.decode(cursor));
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}
