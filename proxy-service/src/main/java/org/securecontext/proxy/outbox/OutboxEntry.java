package org.securecontext.proxy.outbox;

import io.lettuce.core.StreamMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;

/**
 * An event as a script wrote it into a shard's outbox.
 *
 * @param id the entry's place in the stream
 * @param event what it says
 */
record OutboxEntry(EntryId id, TokenEvent event) {

    private static final int FACTS = 7;

    /**
     * The entry of a message: its sequence, and its facts as {@code events.lua} joins them: type, session, provider, agent,
     * time, traceparent, data, each on a line; only the data may go over several.
     *
     * @return null when it is none that this version can read
     */
    static @Nullable OutboxEntry read(StreamMessage<String, String> message, Shard shard, URI source) {
        Map<String, String> fields = message.getBody();
        String[] facts = fields.getOrDefault("event", "").split("\n", FACTS);
        if (facts.length < FACTS) {
            return null;
        }
        try {
            EventType type = EventType.valueOf(facts[0]);
            TokenEvent event = new TokenEvent(
                    EventId.of(type, facts[1], message.getId()),
                    type,
                    source,
                    facts[1],
                    Instant.ofEpochMilli(Long.parseLong(facts[4])),
                    optional(facts[2]),
                    optional(facts[3]),
                    shard,
                    Long.parseLong(fields.getOrDefault("sequence", "")),
                    optional(facts[5]),
                    facts[6].getBytes(StandardCharsets.UTF_8));
            return new OutboxEntry(EntryId.parse(message.getId()), event);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The event's place in the shard. */
    long sequence() {
        return event.sequence();
    }

    private static @Nullable String optional(String fact) {
        return fact.isEmpty() ? null : fact;
    }
}
