package org.securecontext.events;

import java.util.Objects;

/**
 * The identity of an event, {@code {legacy type}_{session id}_{n}}: unique, and the same in every repeat of the event
 * (CloudEvents 1.0 §3.1.1 {@code id}), so that a consumer removes duplicates by it alone.
 */
public record EventId(String value) {

    /** Fails with an {@link IllegalArgumentException} when the value is blank or over 256 characters. */
    public EventId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("An event id has 1 to 256 characters");
        }
    }

    /** The id of the event that stands at this entry (such as {@code 1700000000000-0}) of its shard's outbox stream. */
    public static EventId of(EventType type, String subject, String outboxEntryId) {
        return new EventId(type.legacyName() + "_" + subject + "_" + outboxEntryId);
    }

    @Override
    public String toString() {
        return value;
    }
}
