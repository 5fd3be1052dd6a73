package org.securecontext.relay.retries;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open retries as the topic tells them, for all lanes of this process. The reader alone changes what is open; a lane
 * takes an entry while it works on it and sees it again only when it lets go, or when the topic moved it on.
 */
public final class RetryBook {

    private final Map<Place, OpenRetries> places = new HashMap<>();

    /** Applies one record of the topic: an entry, or null for a tombstone. */
    synchronized void apply(int partition, RetryKey key, @Nullable RetryEntry entry) {
        Place place = new Place(key.lane(), partition);
        if (entry != null || places.containsKey(place)) {
            at(place).apply(key, entry);
        }
    }

    /** Counts an entry that is on its way to the topic, until the reader has seen it there. */
    public synchronized void announce(int partition, RetryKey key) {
        at(new Place(key.lane(), partition)).announce(key);
    }

    /** Whether the event waits for a retry. */
    public synchronized boolean isOpen(int partition, RetryKey key) {
        OpenRetries open = places.get(new Place(key.lane(), partition));
        return open != null && open.isOpen(key);
    }

    /** How many retries a lane has open in a partition. */
    public synchronized int count(int partition, String lane) {
        OpenRetries open = places.get(new Place(lane, partition));
        return open == null ? 0 : open.count();
    }

    /** What a lane has open in a partition. */
    synchronized List<RetryKey> keys(int partition, String lane) {
        OpenRetries open = places.get(new Place(lane, partition));
        return open == null ? List.of() : open.keys();
    }

    /** When the next retry of a lane in a partition is due; null when none waits. */
    public synchronized @Nullable Instant nextDue(int partition, String lane) {
        OpenRetries open = places.get(new Place(lane, partition));
        return open == null ? null : open.nextDue();
    }

    /** Takes the retry that has been due for longest; null when none is due. */
    public synchronized @Nullable RetryEntry take(int partition, String lane, Instant now) {
        OpenRetries open = places.get(new Place(lane, partition));
        return open == null ? null : open.take(now);
    }

    /** Puts back a retry that was taken and of which nothing was written. */
    public synchronized void release(int partition, RetryKey key) {
        at(new Place(key.lane(), partition)).release(key);
    }

    /** Puts back all that a lane took in a partition that it no longer owns. */
    public synchronized void releaseAll(int partition, String lane) {
        OpenRetries open = places.get(new Place(lane, partition));
        if (open != null) {
            open.releaseAll();
        }
    }

    private OpenRetries at(Place place) {
        return places.computeIfAbsent(place, absent -> new OpenRetries());
    }

    private record Place(String lane, int partition) {}
}
