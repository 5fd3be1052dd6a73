package org.securecontext.relay.deliveries;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;

/**
 * One search in memory, from new to old. It reads an attempt's record only when it may be asked for, and holds no more than a
 * page of deliveries and those of which it has not yet met all attempts.
 */
final class RecentSearch {

    private static final Comparator<Delivery> FROM_OLD_TO_NEW =
            Comparator.comparing(Delivery::lastAt).thenComparing(Delivery::cursor, Cursor.ORDER.reversed());
    private static final byte[] ESCAPE = {'\\'};

    private final DeliveryQuery query;
    private final UnfinishedDeliveries unfinished;
    private final AttemptRing finished;
    private final List<byte[]> texts;
    private final long[] hashes;
    private final Map<Long, Gathered> open = new HashMap<>();
    private final PriorityQueue<Delivery> newest = new PriorityQueue<>(FROM_OLD_TO_NEW);

    /** A search for this query in these, which may not change before it ends. */
    RecentSearch(DeliveryQuery query, UnfinishedDeliveries unfinished, AttemptRing finished) {
        this.query = query;
        this.unfinished = unfinished;
        this.finished = finished;
        this.texts = Stream.of(query.eventId(), query.sessionId(), query.endpoint())
                .filter(text -> text != null && !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.hashes = hashes();
    }

    /** The newest deliveries that the query includes, in any order: its limit and one more. */
    List<Delivery> run() {
        unfinished.forEach((key, values) -> {
            for (int i = values.size() - 1; i >= 0; i--) {
                gather(key.hash(), values.get(i));
            }
        });
        AttemptRing.Backwards attempt = finished.backwards();
        while (attempt.next()) {
            boolean tooOld = isTooOld(attempt.newestAt());
            if (tooOld && open.isEmpty()) {
                break;
            }
            boolean wanted = !tooOld || open.containsKey(attempt.hash());
            if (wanted && Arrays.binarySearch(hashes, attempt.hash()) >= 0 && mayMatch(attempt)) {
                gather(attempt.hash(), attempt.value());
            }
        }
        return List.copyOf(newest);
    }

    /** Whether no delivery of which every attempt began by then can be on the page. */
    private boolean isTooOld(Instant newestAt) {
        Delivery last = newest.size() > query.limit() ? newest.peek() : null;
        return (last != null && newestAt.isBefore(last.lastAt()))
                || (query.from() != null && newestAt.isBefore(query.from()));
    }

    /** Whether the record has the texts in it; one with an escape in it may have them in another form. */
    private boolean mayMatch(AttemptRing.Backwards attempt) {
        for (byte[] text : texts) {
            if (!attempt.holds(text) && !attempt.holds(ESCAPE)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the next older attempt of a delivery; with the last one of them the delivery is complete. */
    private void gather(long hash, byte[] value) {
        Gathered gathered = open.computeIfAbsent(hash, absent -> new Gathered(times(hash), new ArrayList<>(1)));
        gathered.attempts().add(Objects.requireNonNull(AttemptLog.read(value)));
        if (gathered.attempts().size() == gathered.times()) {
            open.remove(hash);
            complete(gathered.attempts());
        }
    }

    private void complete(List<AttemptRecord> fromNewToOld) {
        Map<DeliveryKey, List<AttemptRecord>> deliveries = new HashMap<>();
        for (int i = fromNewToOld.size() - 1; i >= 0; i--) {
            AttemptRecord attempt = fromNewToOld.get(i);
            if (query.mayInclude(attempt)) {
                deliveries
                        .computeIfAbsent(DeliveryKey.of(attempt), absent -> new ArrayList<>(1))
                        .add(attempt);
            }
        }
        deliveries.values().stream().map(Delivery::of).filter(query::includes).forEach(this::keep);
    }

    private void keep(Delivery delivery) {
        newest.add(delivery);
        if (newest.size() > query.limit() + 1) {
            newest.remove();
        }
    }

    /** The hash of each attempt that the search will gather, unless it is too old, in order. */
    private long[] hashes() {
        LongStream.Builder all = LongStream.builder();
        unfinished.forEach((key, values) -> values.forEach(value -> all.add(key.hash())));
        AttemptRing.Backwards attempt = finished.backwards();
        while (attempt.next()) {
            if (mayMatch(attempt)) {
                all.add(attempt.hash());
            }
        }
        return all.build().sorted().toArray();
    }

    /** How many attempts have this hash. */
    private int times(long hash) {
        int one = Arrays.binarySearch(hashes, hash);
        int first = one;
        int last = one;
        while (first > 0 && hashes[first - 1] == hash) {
            first--;
        }
        while (last < hashes.length - 1 && hashes[last + 1] == hash) {
            last++;
        }
        return last - first + 1;
    }

    private record Gathered(int times, List<AttemptRecord> attempts) {}
}
