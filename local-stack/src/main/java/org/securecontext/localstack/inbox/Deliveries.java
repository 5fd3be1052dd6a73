package org.securecontext.localstack.inbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** The webhooks received last, oldest first, and those who wait for the next. */
final class Deliveries {

    /** Older ones are forgotten. */
    static final int CAPACITY = 10_000;

    private static final int WAITING = 1_000;

    private final Deque<Delivery> kept = new ArrayDeque<>();
    private final Set<BlockingQueue<Delivery>> watchers = ConcurrentHashMap.newKeySet();

    void add(Delivery delivery) {
        synchronized (kept) {
            if (kept.size() == CAPACITY) {
                kept.removeFirst();
            }
            kept.addLast(delivery);
        }
        // A page that is too slow misses some; it reads all of them when it is loaded again.
        watchers.removeIf(watcher -> !watcher.offer(delivery));
    }

    List<Delivery> all() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    void clear() {
        synchronized (kept) {
            kept.clear();
        }
    }

    /** A queue that gets every delivery from now on, until it is full or closed. */
    BlockingQueue<Delivery> watch() {
        BlockingQueue<Delivery> watcher = new LinkedBlockingQueue<>(WAITING);
        watchers.add(watcher);
        return watcher;
    }

    boolean isWatching(BlockingQueue<Delivery> watcher) {
        return watchers.contains(watcher);
    }

    void unwatch(BlockingQueue<Delivery> watcher) {
        watchers.remove(watcher);
    }
}
