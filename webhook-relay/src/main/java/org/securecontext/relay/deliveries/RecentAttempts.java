package org.securecontext.relay.deliveries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;

/** The last attempts of all replicas, in memory. */
public final class RecentAttempts {

    private final Map<DeliveryKey, Kept> deliveries = new LinkedHashMap<>();
    private final Set<Integer> partitions = new HashSet<>();
    private final int most;
    private final MinuteCounts counts;
    private int size;
    private @Nullable Instant completeSince;

    /** None at first, and at most so many; each is counted too. */
    public RecentAttempts(int most, MinuteCounts counts) {
        this.most = most;
        this.counts = counts;
    }

    /** Takes a record of the attempt log; one that is none is passed over. */
    public synchronized void accept(ConsumerRecord<byte[], byte[]> consumed) {
        Instant appendedAt = Instant.ofEpochMilli(consumed.timestamp());
        if (partitions.add(consumed.partition()) && consumed.offset() > 0) {
            missingUntil(appendedAt);
        }
        AttemptRecord entry = AttemptLog.read(consumed.value());
        if (entry != null) {
            counts.add(entry);
            add(entry, appendedAt);
        }
    }

    private void add(AttemptRecord entry, Instant appendedAt) {
        DeliveryKey key = DeliveryKey.of(entry);
        Kept before = deliveries.remove(key);
        List<AttemptRecord> attempts = before == null ? new ArrayList<>(1) : before.attempts();
        attempts.add(entry);
        deliveries.put(key, new Kept(attempts, appendedAt));
        size++;
        Iterator<Kept> eldest = deliveries.values().iterator();
        while (size > most && eldest.hasNext()) {
            Kept gone = eldest.next();
            size -= gone.attempts().size();
            eldest.remove();
            missingUntil(gone.appendedAt());
        }
    }

    private void missingUntil(Instant appendedAt) {
        Instant next = appendedAt.plusMillis(1);
        completeSince = completeSince == null || next.isAfter(completeSince) ? next : completeSince;
    }

    /** The deliveries that the query may include, each with its attempts. */
    synchronized List<Delivery> find(DeliveryQuery query) {
        return deliveries.values().stream()
                .filter(kept -> query.mayInclude(kept.attempts().get(0)))
                .map(kept -> Delivery.of(kept.attempts()))
                .filter(query::includes)
                .toList();
    }

    /** From when on memory has every attempt; null when it has all there ever were. */
    public synchronized @Nullable Instant completeSince() {
        return completeSince;
    }

    private record Kept(List<AttemptRecord> attempts, Instant appendedAt) {}
}
