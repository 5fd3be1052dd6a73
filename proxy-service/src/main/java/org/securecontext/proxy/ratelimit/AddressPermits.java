package org.securecontext.proxy.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts calls by address in this replica, in windows aligned to the clock. Memory is bounded: past 100,000 addresses in a
 * window, new ones share one count.
 */
public final class AddressPermits {

    private static final int MOST_ADDRESSES = 100_000;
    private static final String ALL_OTHERS = "*";

    private final RateLimit limit;
    private final Clock clock;
    private volatile Window current = new Window(-1);

    /** Counts against this limit. */
    public AddressPermits(RateLimit limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Takes one permit for an address. */
    public Permit take(String address) {
        long length = limit.window().toMillis();
        long now = clock.millis();
        long count = window(now / length).count(address);
        return new Permit(
                count <= limit.permits(),
                limit,
                Math.max(0, limit.permits() - count),
                Duration.ofMillis(length - now % length));
    }

    private Window window(long number) {
        Window window = current;
        return window.number == number ? window : next(number);
    }

    private synchronized Window next(long number) {
        if (current.number != number) {
            current = new Window(number);
        }
        return current;
    }

    private static final class Window {

        private final long number;
        private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

        Window(long number) {
            this.number = number;
        }

        long count(String address) {
            AtomicLong known = counts.get(address);
            String key = known == null && counts.size() >= MOST_ADDRESSES ? ALL_OTHERS : address;
            return counts.computeIfAbsent(key, name -> new AtomicLong()).incrementAndGet();
        }
    }
}
