package org.securecontext.relay.operators;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the wrong keys that each address sent in this minute. Holds a bounded number of addresses; those beyond are counted
 * together.
 */
final class WrongKeys {

    /** How many an address may send in a minute. */
    static final int MOST = 10;

    private static final int ADDRESSES = 10_000;
    private static final String OTHERS = "others";
    private static final long MINUTE_MILLIS = 60_000;

    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;

    WrongKeys(Clock clock) {
        this.clock = clock;
    }

    /** Whether the address has to wait for the next minute. */
    synchronized boolean areTooMany(String address) {
        forgetOldMinute();
        return counts.getOrDefault(counted(address), 0) >= MOST;
    }

    synchronized void add(String address) {
        forgetOldMinute();
        counts.merge(counted(address), 1, Integer::sum);
    }

    private String counted(String address) {
        return counts.size() < ADDRESSES || counts.containsKey(address) ? address : OTHERS;
    }

    private void forgetOldMinute() {
        long now = clock.millis() / MINUTE_MILLIS;
        if (now != minute) {
            minute = now;
            counts.clear();
        }
    }
}
