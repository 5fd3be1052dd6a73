package org.securecontext.proxy.vault;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;

/**
 * Gives each retrieval of this process the bit by which the script knows a repeat of it. The bits of a shard's retrievals in
 * ten seconds stand in one string: a key of its own for each would have to be written, expired and deleted again, and
 * Redis stalls callers when thousands expire together.
 */
final class ServedMarks {

    private static final Duration FILLED = Duration.ofSeconds(10);

    private final AtomicReferenceArray<@Nullable Strip> strips = new AtomicReferenceArray<>(Shard.COUNT);
    private final LongSupplier nanoTime;

    /** Marks that take their time from this clock, in nanoseconds. */
    ServedMarks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * How long Redis keeps a string from its first bit on: while it is filled and a repeat may come, and as long again, for a
     * process that halts between taking a mark and sending it.
     *
     * @param repeatWindow how long a repeat of the last one has to be recognised
     */
    static Duration kept(Duration repeatWindow) {
        return FILLED.multipliedBy(2).plus(repeatWindow);
    }

    /** A mark that no other retrieval has. */
    Mark next(Shard shard) {
        long now = nanoTime.getAsLong();
        Strip strip = strips.get(shard.number());
        while (strip == null || now - strip.since >= FILLED.toNanos()) {
            Strip fresh = new Strip(now);
            strip = strips.compareAndSet(shard.number(), strip, fresh) ? fresh : strips.get(shard.number());
        }
        return new Mark(strip.id, strip.bits.getAndIncrement());
    }

    /**
     * A bit of a string.
     *
     * @param strip the string's id
     * @param bit which one, from 0
     */
    record Mark(String strip, int bit) {}

    private static final class Strip {

        private final String id = UUID.randomUUID().toString();
        private final AtomicInteger bits = new AtomicInteger();
        private final long since;

        private Strip(long since) {
            this.since = since;
        }
    }
}
