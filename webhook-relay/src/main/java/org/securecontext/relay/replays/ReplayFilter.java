package org.securecontext.relay.replays;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;

/**
 * Which events of a range are replayed; the endpoint's own subscription holds besides.
 *
 * @param eventTypes legacy names; empty: all
 * @param sessionId null: all
 * @param provider null: all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReplayFilter(
        List<String> eventTypes,
        @Nullable String sessionId,
        @Nullable String provider) {

    /** Fails with an {@link IllegalArgumentException} for an unknown event type. */
    public ReplayFilter {
        eventTypes = List.copyOf(eventTypes);
        if (eventTypes.stream().anyMatch(name -> EventType.ofLegacyName(name) == null)) {
            throw new IllegalArgumentException("event_types takes names such as token_created");
        }
    }

    /** Whether the event is replayed. */
    public boolean includes(TokenEvent event) {
        return (eventTypes.isEmpty() || eventTypes.contains(event.type().legacyName()))
                && (sessionId == null || sessionId.equals(event.subject()))
                && (provider == null || provider.equals(event.provider()));
    }
}
