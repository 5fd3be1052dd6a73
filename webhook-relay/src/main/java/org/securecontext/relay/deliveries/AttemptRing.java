package org.securecontext.relay.deliveries;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Attempts in the order in which they were added, as the bytes of their records. They lie in chunks that are used again when
 * their attempts are gone: what lives for minutes as an object of its own dies among the old objects, and a full collection
 * pays for it. An attempt takes its record's value, about 350 bytes, and 36 more; 50,000 take 19 MiB. Nothing here bounds
 * how many there are. For one thread at a time.
 */
final class AttemptRing {

    /** How many bytes a chunk has; a longer attempt gets one of its own. */
    static final int CHUNK = 256 << 10;

    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private @Nullable Chunk spare;
    private int size;
    private long bytes;

    /**
     * Adds an attempt.
     *
     * @param appendedAt when the last attempt of its delivery was appended, in milliseconds since the epoch
     * @param newestAt no attempt up to this one began later
     * @param hash of the delivery's key
     * @param value the record's value
     */
    void add(long appendedAt, Instant newestAt, long hash, byte[] value) {
        int length = Chunk.HEADER + value.length + Chunk.TRAILER;
        Chunk last = chunks.peekLast();
        if (last == null || last.room() < length) {
            last = chunk(length);
            chunks.addLast(last);
            bytes += last.length();
        }
        last.add(appendedAt, newestAt, hash, value);
        size++;
    }

    private Chunk chunk(int length) {
        Chunk old = spare;
        if (old == null || length > CHUNK) {
            return new Chunk(Math.max(length, CHUNK));
        }
        spare = null;
        return old;
    }

    /** Drops the eldest attempt, and those of the same delivery that were added together with it; there is one. */
    void dropEldest() {
        long appendedAt = eldestAppendedAt();
        long hash = chunks.getFirst().firstHash();
        do {
            dropOne();
        } while (size > 0
                && eldestAppendedAt() == appendedAt
                && chunks.getFirst().firstHash() == hash);
    }

    private void dropOne() {
        Chunk first = chunks.getFirst();
        first.dropFirst();
        size--;
        if (first.isEmpty()) {
            chunks.removeFirst();
            bytes -= first.length();
            if (first.length() == CHUNK) {
                first.clear();
                spare = first;
            }
        }
    }

    /** The {@code appendedAt} of the eldest attempt; there is one. */
    long eldestAppendedAt() {
        return chunks.getFirst().firstAppendedAt();
    }

    /** How many attempts there are. */
    int size() {
        return size;
    }

    /** How many bytes the chunks in use take. */
    long bytes() {
        return bytes;
    }

    /** Goes through the attempts from new to old; the ring may not change meanwhile. */
    Backwards backwards() {
        return new Backwards(chunks.descendingIterator());
    }

    /** Stands before the newest attempt at first, and on one after each {@link #next()} that is true. */
    static final class Backwards {

        private final Iterator<Chunk> older;
        private Chunk chunk = new Chunk(0);
        private int start;

        private Backwards(Iterator<Chunk> older) {
            this.older = older;
        }

        /** Goes to the next older attempt, or says that there is none. */
        boolean next() {
            int end = start;
            if (end == chunk.first) {
                if (!older.hasNext()) {
                    return false;
                }
                chunk = older.next();
                end = chunk.end;
            }
            start = chunk.startOf(end);
            return true;
        }

        long hash() {
            return chunk.entries.getLong(start + Chunk.HASH);
        }

        Instant newestAt() {
            return Instant.ofEpochSecond(
                    chunk.entries.getLong(start + Chunk.SECONDS), chunk.entries.getInt(start + Chunk.NANOS));
        }

        /** A copy of the value. */
        byte[] value() {
            int from = start + Chunk.HEADER;
            return Arrays.copyOfRange(chunk.entries.array(), from, from + chunk.valueLength(start));
        }

        /** Whether the value has these bytes, one at least, in it. */
        boolean holds(byte[] text) {
            byte[] all = chunk.entries.array();
            int from = start + Chunk.HEADER;
            int last = from + chunk.valueLength(start) - text.length;
            for (int at = from; at <= last; at++) {
                if (all[at] == text[0] && Arrays.equals(all, at, at + text.length, text, 0, text.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Attempts one after the other: header, value, and the value's length once more for the way back. */
    private static final class Chunk {

        static final int SECONDS = 8;
        static final int NANOS = 16;
        static final int HASH = 20;
        static final int LENGTH = 28;
        static final int HEADER = 32;
        static final int TRAILER = 4;

        private final ByteBuffer entries;
        private int first;
        private int end;

        Chunk(int length) {
            entries = ByteBuffer.allocate(length);
        }

        void add(long appendedAt, Instant newestAt, long hash, byte[] value) {
            entries.putLong(end, appendedAt);
            entries.putLong(end + SECONDS, newestAt.getEpochSecond());
            entries.putInt(end + NANOS, newestAt.getNano());
            entries.putLong(end + HASH, hash);
            entries.putInt(end + LENGTH, value.length);
            entries.put(end + HEADER, value);
            entries.putInt(end + HEADER + value.length, value.length);
            end += HEADER + value.length + TRAILER;
        }

        void dropFirst() {
            first += HEADER + valueLength(first) + TRAILER;
        }

        void clear() {
            first = 0;
            end = 0;
        }

        int startOf(int entryEnd) {
            return entryEnd - TRAILER - entries.getInt(entryEnd - TRAILER) - HEADER;
        }

        int valueLength(int start) {
            return entries.getInt(start + LENGTH);
        }

        long firstAppendedAt() {
            return entries.getLong(first);
        }

        long firstHash() {
            return entries.getLong(first + HASH);
        }

        boolean isEmpty() {
            return first == end;
        }

        int length() {
            return entries.capacity();
        }

        int room() {
            return entries.capacity() - end;
        }
    }
}
