package org.securecontext.endtoend.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.securecontext.events.TokenEvent;

/** One record of the audit topic, decoded. */
public record TopicRecord(int partition, long offset, TokenEvent event) {

    public TopicRecord {
        Objects.requireNonNull(event, "event");
    }

    String id() {
        return event.id().value();
    }

    /** Everything that a repeat must have in common with the first: all attributes and the data. */
    String content() {
        return String.join(
                "|",
                event.type().type(),
                event.source().toString(),
                event.subject(),
                event.time().toString(),
                Objects.toString(event.provider()),
                Objects.toString(event.agentId()),
                Integer.toString(event.shard().number()),
                Long.toString(event.sequence()),
                Objects.toString(event.traceparent()),
                new String(event.data(), StandardCharsets.UTF_8));
    }

    String where() {
        return "partition " + partition + " offset " + offset;
    }
}
