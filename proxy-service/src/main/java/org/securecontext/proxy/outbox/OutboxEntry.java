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
 */
record OutboxEntry(EntryId id, long sequence, Map<String, String> fields) {

    static OutboxEntry of(StreamMessage<String, String> message) {
        Map<String, String> fields = message.getBody();
        return new OutboxEntry(EntryId.parse(message.getId()), Long.parseLong(fields.get("sequence")), fields);
    }

    TokenEvent toEvent(Shard shard, URI source) {
        EventType type = EventType.valueOf(field("type"));
        return new TokenEvent(
                EventId.of(type, field("session"), id.toString()),
                type,
                source,
                field("session"),
                Instant.ofEpochMilli(Long.parseLong(field("time"))),
                optional("provider"),
                optional("agent"),
                shard,
                sequence,
                optional("traceparent"),
                field("data").getBytes(StandardCharsets.UTF_8));
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private @Nullable String optional(String name) {
        String value = field(name);
        return value.isEmpty() ? null : value;
    }
}
