package org.securecontext.events;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One audit event as it stands in {@link Topics#TOKEN_EVENTS}. It never holds a token or a secret.
 *
 * @param id unique and stable over repeats
 * @param type what happened
 * @param source the gateway's base URL
 * @param subject the session id, or a fresh UUID for an event without a session
 * @param time when it happened, by the clock of Redis
 * @param provider the provider's name, absent for events without one
 * @param agentId the agent that owns the session or made the call
 * @param shard where it was written; also its partition
 * @param sequence its place in the shard, gap-free from 1
 * @param traceparent the W3C trace context of the call that caused it (CloudEvents distributed tracing extension)
 * @param data the JSON object of the type's schema, as UTF-8; not copied: treat as immutable
 */
@SuppressWarnings("ArrayRecordComponent") // serialized once by the writer and handed through as it is
public record TokenEvent(
        EventId id,
        EventType type,
        URI source,
        String subject,
        Instant time,
        @Nullable String provider,
        @Nullable String agentId,
        Shard shard,
        long sequence,
        @Nullable String traceparent,
        byte[] data) {

    /** Fails with an {@link IllegalArgumentException} for a sequence below 1. */
    public TokenEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(shard, "shard");
        Objects.requireNonNull(data, "data");
        if (sequence < 1) {
            throw new IllegalArgumentException("A sequence starts at 1, not " + sequence);
        }
    }
}
