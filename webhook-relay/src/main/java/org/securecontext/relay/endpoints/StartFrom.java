package org.securecontext.relay.endpoints;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a new endpoint begins in the event topic.
 *
 * @param kind which of the three ways
 * @param time with {@link Kind#TIME}, the append time of the first event; else null
 */
public record StartFrom(Kind kind, @Nullable Instant time) {

    /** From the oldest event that the topic still has. */
    public static final StartFrom EARLIEST = new StartFrom(Kind.EARLIEST, null);

    /** From the next event. */
    public static final StartFrom LATEST = new StartFrom(Kind.LATEST, null);

    /** Fails with an {@link IllegalArgumentException} when a time is missing or superfluous. */
    public StartFrom {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.TIME) != (time != null)) {
            throw new IllegalArgumentException("a time belongs to the kind TIME");
        }
    }

    /**
     * Reads {@code latest}, {@code earliest} or an instant such as {@code 2026-01-31T00:00:00Z}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static StartFrom parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "latest" -> LATEST;
            case "earliest" -> EARLIEST;
            default -> at(text);
        };
    }

    private static StartFrom at(String text) {
        try {
            return new StartFrom(Kind.TIME, Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "takes latest, earliest or a time such as 2026-01-31T00:00:00Z, not '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return time == null ? kind.name().toLowerCase(Locale.ROOT) : time.toString();
    }

    /** The ways to begin. */
    public enum Kind {
        EARLIEST,
        LATEST,
        TIME
    }
}
