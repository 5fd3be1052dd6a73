package org.securecontext.relay.lanes;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.records.SourceRecord;

/**
 * A partition while this lane owns it: what was polled and not dispatched, what is held back for an endpoint that does not
 * work, and the window. It is thrown away when the partition is, and completions that come later find it closed.
 */
final class OwnedPartition {

    private final int number;
    private final PartitionWindow window;
    private final Deque<SourceRecord> polled = new ArrayDeque<>();
    private final PriorityQueue<LaneWork> held =
            new PriorityQueue<>(Comparator.comparingLong(work -> work.source().offset()));
    private int inFlight;
    private boolean retriesKnown;
    private boolean atEnd;
    private boolean closed;

    OwnedPartition(int number, int span) {
        this.number = number;
        this.window = new PartitionWindow(span);
    }

    int number() {
        return number;
    }

    PartitionWindow window() {
        return window;
    }

    void add(SourceRecord source) {
        polled.add(source);
    }

    /** How many records wait here, polled or held. */
    int waiting() {
        return polled.size() + held.size();
    }

    /** How many records wait here for nothing but their turn; none while the window is full. */
    int ready() {
        return held.isEmpty() && nextPolled() == null ? 0 : waiting();
    }

    /** The next polled record that the window has room for, or null. */
    @Nullable
    SourceRecord nextPolled() {
        SourceRecord first = polled.peek();
        return first != null && window.hasRoomFor(first.offset()) ? first : null;
    }

    /** Takes the record that {@link #nextPolled()} showed into the window. */
    SourceRecord takePolled() {
        SourceRecord first = polled.remove();
        window.dispatch(first.offset());
        return first;
    }

    void hold(LaneWork work) {
        held.add(work);
    }

    @Nullable
    LaneWork nextHeld() {
        return held.peek();
    }

    @Nullable
    LaneWork takeHeld() {
        return held.poll();
    }

    /** The append time of the oldest record that waits to be dispatched, or null. */
    @Nullable
    Long oldestWaiting() {
        LaneWork work = held.peek();
        SourceRecord source = work == null ? polled.peek() : work.source();
        return source == null ? null : source.appendedAt();
    }

    void started() {
        inFlight++;
    }

    void finished() {
        inFlight--;
    }

    int inFlight() {
        return inFlight;
    }

    /** Whether all that was dispatched is settled, apart from what is held. */
    boolean isQuiet() {
        return inFlight == 0 && window.size() == held.size();
    }

    boolean areRetriesKnown() {
        return retriesKnown;
    }

    void retriesAreKnown() {
        retriesKnown = true;
    }

    /** Whether a replay has fetched all that it delivers of this partition. */
    boolean isAtEnd() {
        return atEnd;
    }

    void endIsReached() {
        atEnd = true;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
