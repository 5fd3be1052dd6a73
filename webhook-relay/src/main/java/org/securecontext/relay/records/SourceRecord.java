package org.securecontext.relay.records;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;

/**
 * A record of the event topic, as it stands there.
 *
 * @param partition its partition
 * @param offset its offset
 * @param appendedAt when the broker appended it, in milliseconds since 1970
 * @param headers its headers, without any of the relay's own
 * @param value its value; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed through as it is
public record SourceRecord(int partition, long offset, long appendedAt, Headers headers, byte @Nullable [] value) {

    /** What all headers that the relay adds to its own records start with. */
    public static final String OWN_HEADER = "scp-relay-";

    /** The source record that was just consumed. */
    public static SourceRecord of(ConsumerRecord<?, byte[]> consumed) {
        return new SourceRecord(
                consumed.partition(), consumed.offset(), consumed.timestamp(), consumed.headers(), consumed.value());
    }

    /** A copy of its headers to which a writer adds its own. */
    public Headers copyOfHeaders() {
        RecordHeaders copy = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(OWN_HEADER)) {
                copy.add(header);
            }
        }
        return copy;
    }

    /** The event's type by its header (binary mode); null when it is unknown or not told there. */
    public @Nullable EventType eventType() {
        return EventType.ofType(text(headers, "ce_type"));
    }

    /** The event's provider by its header (binary mode), or null. */
    public @Nullable String provider() {
        return text(headers, "ce_provider");
    }

    /** A header as text, or null. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Adds one of the relay's own headers; null adds nothing. */
    public static void put(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(OWN_HEADER + name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reads one of the relay's own headers. */
    public static @Nullable String get(Headers headers, String name) {
        return text(headers, OWN_HEADER + name);
    }
}
