package org.securecontext.endtoend.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.securecontext.events.TokenEvent;

/** One record of the audit topic, decoded. */
public record TopicRecord(int partition, long offset, TokenEvent event) {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** The data of the event. Fails with an {@link UncheckedIOException} when it is no JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(event.data());
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON in " + id(), e);
        }
    }

    String where() {
        return "partition " + partition + " offset " + offset;
    }
}
