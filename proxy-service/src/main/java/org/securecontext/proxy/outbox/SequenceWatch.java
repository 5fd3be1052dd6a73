package org.securecontext.proxy.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.outbox.TopicTail.Published;

/** Knows the last event of a shard that Kafka confirmed, and by it tells repeats and a sequence that fell. */
final class SequenceWatch {

    private @Nullable Published last;

    SequenceWatch(@Nullable Published last) {
        this.last = last;
    }

    /** How many of these entries were sent before. */
    long repeats(List<OutboxEntry> entries) {
        Published known = last;
        return known == null
                ? 0
                : entries.stream()
                        .filter(entry -> entry.id().compareTo(known.id()) <= 0)
                        .count();
    }

    /** The fall of the sequence within these entries, or null: a newer entry with a number that was used already. */
    @Nullable
    Fall fall(List<OutboxEntry> entries) {
        Published known = last;
        for (OutboxEntry entry : entries) {
            if (known != null && entry.id().compareTo(known.id()) <= 0) {
                continue;
            }
            if (known != null && entry.sequence() <= known.sequence()) {
                return new Fall(known.sequence() + 1, entry.sequence());
            }
            known = new Published(entry.sequence(), entry.id());
        }
        return null;
    }

    /** These entries were confirmed by Kafka. */
    void confirmed(List<OutboxEntry> entries) {
        OutboxEntry newest = entries.get(entries.size() - 1);
        if (last == null || newest.id().compareTo(last.id()) > 0) {
            last = new Published(newest.sequence(), newest.id());
        }
    }

    /**
     * Redis lost writes.
     *
     * @param expected the least sequence that should have come
     * @param found the sequence that came
     */
    record Fall(long expected, long found) {}
}
