package org.securecontext.relay.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.deliveries.Delivery;

/** A delivery in a table, with its attempts. */
record DeliveryRow(
        String endpoint,
        String status,
        String tone,
        String lastAt,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable String sessionId,
        @Nullable String job,
        int count,
        List<AttemptRow> attempts) {

    static DeliveryRow of(Delivery delivery) {
        var event = delivery.event();
        return new DeliveryRow(
                delivery.endpoint(),
                delivery.status(),
                tone(delivery.status()),
                delivery.lastAt().toString(),
                event == null ? null : event.id(),
                event == null ? null : event.type(),
                event == null ? null : event.sessionId(),
                delivery.job(),
                delivery.attempts().size(),
                delivery.attempts().stream()
                        .map(attempt -> new AttemptRow(
                                attempt.number(),
                                attempt.at().toString(),
                                attempt.outcome(),
                                attempt.reason(),
                                attempt.status(),
                                attempt.durationMs()))
                        .toList());
    }

    private static String tone(String status) {
        return switch (status) {
            case "delivered" -> "good";
            case "retry", "held" -> "warn";
            default -> "bad";
        };
    }

    /** One attempt. */
    record AttemptRow(
            int number,
            String at,
            String outcome,
            @Nullable String reason,
            @Nullable Integer status,
            long durationMs) {}
}
