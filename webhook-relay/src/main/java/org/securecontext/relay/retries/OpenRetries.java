package org.securecontext.relay.retries;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The open retries of one lane in one partition. Not thread-safe: the book guards it. */
final class OpenRetries {

    private final Map<RetryKey, RetryEntry> entries = new HashMap<>();
    private final TreeSet<RetryEntry> waiting = new TreeSet<>(Comparator.comparing(RetryEntry::due)
            .thenComparing(entry -> entry.key().event().value()));
    private final Map<RetryKey, RetryEntry> taken = new HashMap<>();
    private final Set<RetryKey> announced = new HashSet<>();

    /** Applies what the topic says of a key; null closes it. A lower number of attempts is an echo from the past. */
    void apply(RetryKey key, @Nullable RetryEntry entry) {
        announced.remove(key);
        RetryEntry known = entries.get(key);
        if (entry != null && known != null && entry.failedAttempts() < known.failedAttempts()) {
            return;
        }
        if (known != null) {
            waiting.remove(known);
            entries.remove(key);
        }
        if (entry == null) {
            taken.remove(key);
            return;
        }
        RetryEntry busy = taken.get(key);
        entries.put(key, entry);
        if (busy == null || busy.failedAttempts() < entry.failedAttempts()) {
            taken.remove(key);
            waiting.add(entry);
        }
    }

    void announce(RetryKey key) {
        if (!entries.containsKey(key)) {
            announced.add(key);
        }
    }

    boolean isOpen(RetryKey key) {
        return entries.containsKey(key) || announced.contains(key);
    }

    List<RetryKey> keys() {
        return List.copyOf(entries.keySet());
    }

    int count() {
        return entries.size() + announced.size();
    }

    @Nullable
    Instant nextDue() {
        return waiting.isEmpty() ? null : waiting.first().due();
    }

    @Nullable
    RetryEntry take(Instant now) {
        if (waiting.isEmpty() || waiting.first().due().isAfter(now)) {
            return null;
        }
        RetryEntry entry = waiting.pollFirst();
        if (entry != null) {
            taken.put(entry.key(), entry);
        }
        return entry;
    }

    void release(RetryKey key) {
        RetryEntry entry = taken.remove(key);
        if (entry != null && entry.equals(entries.get(key))) {
            waiting.add(entry);
        }
    }

    void releaseAll() {
        Set.copyOf(taken.keySet()).forEach(this::release);
        announced.clear();
    }
}
