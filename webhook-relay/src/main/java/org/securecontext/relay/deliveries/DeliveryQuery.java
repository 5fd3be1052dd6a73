package org.securecontext.relay.deliveries;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.attempts.AttemptRecord;

/**
 * Which deliveries are asked for; null asks for any.
 *
 * @param from when the last attempt began, at the earliest
 * @param to and before when
 * @param limit how many
 * @param after the last of the page before
 */
public record DeliveryQuery(
        @Nullable String endpoint,
        @Nullable String status,
        @Nullable String eventId,
        @Nullable String sessionId,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable Cursor after) {

    /** Fails with an {@link IllegalArgumentException} when the range is turned round. */
    public DeliveryQuery {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from is before to");
        }
    }

    /** Whether an attempt can belong to a delivery that is asked for. */
    boolean mayInclude(AttemptRecord entry) {
        AttemptRecord.EventFacts event = entry.event();
        return (endpoint == null || endpoint.equals(entry.endpoint()))
                && (eventId == null || (event != null && eventId.equals(event.id())))
                && (sessionId == null || (event != null && sessionId.equals(event.sessionId())));
    }

    /** Whether the delivery is asked for. */
    boolean includes(Delivery delivery) {
        return (status == null || Objects.equals(status, delivery.status()))
                && (from == null || !delivery.lastAt().isBefore(from))
                && (to == null || delivery.lastAt().isBefore(to))
                && (after == null || after.isBefore(delivery.cursor()));
    }
}
