package org.securecontext.relay.lanes;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many records a lane holds that wait for nothing but their turn: its share of 512, which all lanes of the process have
 * together, and 32 at least. What waits long outlives young collections, and a parsed record takes about 2.5 KB: lanes that
 * are slower than their topic would fill the heap.
 */
final class ReadyRecords {

    private static final int MOST = 512;
    private static final int LEAST = 32;

    private final AtomicInteger lanes = new AtomicInteger();

    /** One lane more shares. */
    void join() {
        var unused = lanes.incrementAndGet();
    }

    /** One lane less shares. */
    void leave() {
        var unused = lanes.decrementAndGet();
    }

    /** What each lane may hold now. */
    int share() {
        return Math.max(LEAST, MOST / Math.max(1, lanes.get()));
    }
}
