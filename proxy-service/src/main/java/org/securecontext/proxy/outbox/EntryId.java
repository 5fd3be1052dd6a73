package org.securecontext.proxy.outbox;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The id of an entry in a Redis stream: milliseconds and a number within them. It only grows, also over a failover. */
record EntryId(long millis, long number) implements Comparable<EntryId> {

    /** Before every entry. */
    static final EntryId ZERO = new EntryId(0, 0);

    private static final Comparator<EntryId> ORDER =
            Comparator.comparingLong(EntryId::millis).thenComparingLong(EntryId::number);

    static EntryId parse(String text) {
        int hyphen = text.indexOf('-');
        return new EntryId(Long.parseLong(text.substring(0, hyphen)), Long.parseLong(text.substring(hyphen + 1)));
    }

    /** The id in an event id ({@code {type}_{subject}_{n}}), or null when it holds none. */
    static @Nullable EntryId ofEvent(String eventId) {
        String text = eventId.substring(eventId.lastIndexOf('_') + 1);
        return text.matches("\\d{1,18}-\\d{1,18}") ? parse(text) : null;
    }

    /** The least id after this one. */
    EntryId next() {
        return new EntryId(millis, number + 1);
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
