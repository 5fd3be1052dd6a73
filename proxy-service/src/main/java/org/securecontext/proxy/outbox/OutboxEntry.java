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
 * @param sequence the event's place in the shard
 * @param event its facts as {@code events.lua} joins them: type, session, provider, agent, time, traceparent, data, each on a
 *     line; only the data may go over several
 */
record OutboxEntry(EntryId id, long sequence, String event) {

    private static final int FACTS = 7;

    static OutboxEntry of(StreamMessage<String, String> message) {
        Map<String, String> fields = message.getBody();
        return new OutboxEntry(
                EntryId.parse(message.getId()),
                Long.parseLong(fields.get("sequence")),
                fields.getOrDefault("event", ""));
    }

    TokenEvent toEvent(Shard shard, URI source) {
        String[] facts = event.split("\n", FACTS);
        if (facts.length < FACTS) {
            throw new IllegalStateException("The outbox entry " + id + " of shard " + shard.number() + " is no event");
        }
        EventType type = EventType.valueOf(facts[0]);
        String session = facts[1];
        return new TokenEvent(
                EventId.of(type, session, id.toString()),
                type,
                source,
                session,
                Instant.ofEpochMilli(Long.parseLong(facts[4])),
                optional(facts[2]),
                optional(facts[3]),
                shard,
                sequence,
                optional(facts[5]),
                facts[6].getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String optional(String fact) {
        return fact.isEmpty() ? null : fact;
    }
}
