package org.securecontext.relay.deadletterapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.records.SourceRecord;

/**
 * A dead letter without its payload.
 *
 * @param id its place in the topic of dead letters
 * @param endpoint the endpoint that did not get it
 * @param endpointKey its id and generation
 * @param job the replay that it belongs to; null in the live lane
 * @param state {@code open}, {@code redelivered} or {@code discarded}
 * @param reason why it was discarded; else null
 * @param cause {@code attempts_used_up}, or why the record is no event
 * @param detail a sentence about the cause
 * @param attempts how many were made
 * @param at when it was given up
 * @param eventType legacy name; null where none can be read, as with the event's other facts
 * @param partition of the source record
 * @param offset of the source record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Letter(
        String id,
        String endpoint,
        @com.fasterxml.jackson.annotation.JsonIgnore String endpointKey,
        @Nullable String job,
        String state,
        @Nullable String reason,
        String cause,
        String detail,
        int attempts,
        Instant at,
        @Nullable String eventType,
        @Nullable String eventId,
        @Nullable String sessionId,
        @Nullable String provider,
        int partition,
        long offset) {

    static final String OPEN = "open";
    static final String REDELIVERED = "redelivered";
    static final String DISCARDED = "discarded";

    /** What a state can be. */
    public static final Set<String> STATES = Set.of(OPEN, REDELIVERED, DISCARDED);

    /** The dead letter of a record, or null when it is none. */
    static @Nullable Letter of(ConsumerRecord<byte[], byte[]> consumed) {
        Headers headers = consumed.headers();
        String endpointKey = SourceRecord.get(headers, "endpoint");
        String cause = SourceRecord.get(headers, "cause");
        if (endpointKey == null || cause == null || endpointKey.lastIndexOf('.') < 1) {
            return null;
        }
        EventType type = EventType.ofType(SourceRecord.text(headers, "ce_type"));
        return new Letter(
                new LetterId(consumed.partition(), consumed.offset()).toString(),
                endpointKey.substring(0, endpointKey.lastIndexOf('.')),
                endpointKey,
                SourceRecord.get(headers, "job"),
                OPEN,
                null,
                cause,
                String.valueOf(SourceRecord.get(headers, "detail")),
                (int) number(headers, "attempts"),
                Instant.ofEpochMilli(consumed.timestamp()),
                type == null ? null : type.legacyName(),
                SourceRecord.text(headers, "ce_id"),
                SourceRecord.text(headers, "ce_subject"),
                SourceRecord.text(headers, "ce_provider"),
                (int) number(headers, "source-partition"),
                number(headers, "source-offset"));
    }

    static long number(Headers headers, String name) {
        String text = SourceRecord.get(headers, name);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean isOpen() {
        return state.equals(OPEN);
    }

    Letter marked(String newState, @Nullable String why) {
        return new Letter(
                id,
                endpoint,
                endpointKey,
                job,
                newState,
                why,
                cause,
                detail,
                attempts,
                at,
                eventType,
                eventId,
                sessionId,
                provider,
                partition,
                offset);
    }

    Cursor cursor() {
        return new Cursor(at, id);
    }
}
