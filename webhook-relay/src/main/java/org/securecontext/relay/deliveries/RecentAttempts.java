package org.securecontext.relay.deliveries;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;

/**
 * The last attempts of all replicas, in memory, as the bytes of their records. Those of a delivery that came to its end lie in
 * a ring, those of the others in a map; when there are too many, the delivery whose last attempt is the eldest gives way, with
 * the attempts that stand together with it. 50,000 that were delivered at once take 19 MiB of the heap, 50,000 that all wait
 * for a retry 32 MiB.
 */
public final class RecentAttempts {

    private static final Set<String> LAST_OUTCOMES = Set.of("delivered", "dead", "unreadable", "gap");
    private static final long MOST_BYTES_EACH = 700;
    private static final long ROOM_FOR_LONG_ONES = 4 << 20;

    private final UnfinishedDeliveries unfinished = new UnfinishedDeliveries();
    private final AttemptRing finished = new AttemptRing();
    private final Set<Integer> partitions = new HashSet<>();
    private final int most;
    private final MinuteCounts counts;
    private Instant newestAt = Instant.MIN;
    private @Nullable Instant completeSince;

    /**
     * None at first, and at most so many; each is counted too. Where they take more than 700 bytes each, and 4 MiB, there are
     * fewer.
     */
    public RecentAttempts(int most, MinuteCounts counts) {
        this.most = most;
        this.counts = counts;
    }

    /** Takes a record of the attempt log; one that is none is passed over. */
    public synchronized void accept(ConsumerRecord<byte[], byte[]> consumed) {
        if (partitions.add(consumed.partition()) && consumed.offset() > 0) {
            missingUntil(consumed.timestamp());
        }
        byte[] value = consumed.value();
        AttemptRecord entry = AttemptLog.read(value);
        if (entry != null) {
            counts.add(entry);
            add(entry, value, consumed.timestamp());
            while (isTooFull()) {
                dropEldest();
            }
        }
    }

    private void add(AttemptRecord entry, byte[] value, long appendedAt) {
        DeliveryKey key = DeliveryKey.of(entry);
        newestAt = entry.at().isAfter(newestAt) ? entry.at() : newestAt;
        if (LAST_OUTCOMES.contains(entry.outcome())) {
            long hash = key.hash();
            for (byte[] earlier : unfinished.remove(key)) {
                finished.add(appendedAt, newestAt, hash, earlier);
            }
            finished.add(appendedAt, newestAt, hash, value);
        } else {
            unfinished.add(key, value, appendedAt);
        }
    }

    private boolean isTooFull() {
        return finished.size() + unfinished.size() > most
                || finished.bytes() + unfinished.bytes() > most * MOST_BYTES_EACH + ROOM_FOR_LONG_ONES;
    }

    private void dropEldest() {
        long eldestFinished = finished.size() > 0 ? finished.eldestAppendedAt() : Long.MAX_VALUE;
        long eldestUnfinished = unfinished.size() > 0 ? unfinished.eldestAppendedAt() : Long.MAX_VALUE;
        if (eldestUnfinished < eldestFinished) {
            unfinished.dropEldest();
        } else {
            finished.dropEldest();
        }
        missingUntil(Math.min(eldestFinished, eldestUnfinished));
    }

    private void missingUntil(long appendedAt) {
        Instant next = Instant.ofEpochMilli(appendedAt).plusMillis(1);
        completeSince = completeSince == null || next.isAfter(completeSince) ? next : completeSince;
    }

    /** The newest deliveries that the query includes, each with its attempts, in any order: its limit and one more. */
    synchronized List<Delivery> find(DeliveryQuery query) {
        return new RecentSearch(query, unfinished, finished).run();
    }

    /** From when on memory has every attempt; null when it has all there ever were. */
    public synchronized @Nullable Instant completeSince() {
        return completeSince;
    }
}
