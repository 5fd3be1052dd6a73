package org.securecontext.relay.lanes;

import java.util.BitSet;

/**
 * The offsets of one partition that are dispatched and not settled, and with them the position that may be committed: the
 * lowest unsettled one. The span from there to the highest dispatched offset is bounded, so that a kill repeats no more
 * than that many events.
 */
final class PartitionWindow {

    private final int span;
    private final BitSet unsettled;
    private long lowest;
    private long next;
    private boolean begun;

    PartitionWindow(int span) {
        this.span = span;
        this.unsettled = new BitSet(span);
    }

    /** Whether the offset may be dispatched without stretching the window over its span. */
    boolean hasRoomFor(long offset) {
        return lowest == next || offset - lowest < span;
    }

    /** Marks an offset as dispatched; offsets only grow, and may have gaps. */
    void dispatch(long offset) {
        if (begun && offset < next) {
            throw new IllegalArgumentException("Offset " + offset + " was dispatched already");
        }
        if (!hasRoomFor(offset)) {
            throw new IllegalStateException("The window is full at " + offset);
        }
        if (lowest == next) {
            lowest = offset;
        }
        begun = true;
        next = offset + 1;
        unsettled.set(index(offset));
    }

    /** Marks a dispatched offset as settled. */
    void settle(long offset) {
        if (offset < lowest || offset >= next || !unsettled.get(index(offset))) {
            throw new IllegalArgumentException("Offset " + offset + " is not in flight");
        }
        unsettled.clear(index(offset));
        while (lowest < next && !unsettled.get(index(lowest))) {
            lowest++;
        }
    }

    /** Whether anything was dispatched, so that there is a position to commit. */
    boolean hasPosition() {
        return begun;
    }

    /** The lowest offset that is not settled, or the one after the last dispatched when all are. */
    long position() {
        return lowest;
    }

    /** How many offsets are dispatched and not settled. */
    int size() {
        return unsettled.cardinality();
    }

    private int index(long offset) {
        return (int) (offset % span);
    }
}
