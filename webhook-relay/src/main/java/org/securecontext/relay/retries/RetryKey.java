package org.securecontext.relay.retries;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;

/**
 * Whose retry it is: one lane's (endpoint, generation and, in a replay, its job) of one event. The key in the compacted topic.
 *
 * @param lane the lane's key
 * @param event the event's id
 */
public record RetryKey(String lane, EventId event) {

    private static final char SEPARATOR = '|';

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public RetryKey {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(event, "event");
    }

    byte[] encoded() {
        return (lane + SEPARATOR + event.value()).getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable RetryKey decode(byte @Nullable [] encoded) {
        String text = encoded == null ? "" : new String(encoded, StandardCharsets.UTF_8);
        int separator = text.indexOf(SEPARATOR);
        int rest = text.length() - separator - 1;
        return separator < 1 || rest < 1 || rest > 256
                ? null
                : new RetryKey(text.substring(0, separator), new EventId(text.substring(separator + 1)));
    }
}
