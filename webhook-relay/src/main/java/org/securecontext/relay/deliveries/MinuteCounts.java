package org.securecontext.relay.deliveries;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.securecontext.relay.attempts.AttemptRecord;

/** Deliveries and failures of each minute of the last hour, over all endpoints and replicas. */
public final class MinuteCounts {

    private static final int MINUTES = 60;
    private static final Set<String> FAILURES = Set.of("retry", "held", "dead", "gone", "unreadable");

    private final Clock clock;
    private final Map<Instant, long[]> counts = new HashMap<>();

    /** None at first. */
    public MinuteCounts(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(AttemptRecord entry) {
        boolean failed = FAILURES.contains(entry.outcome());
        if (!failed && !entry.outcome().equals("delivered")) {
            return;
        }
        Instant minute = entry.at().truncatedTo(ChronoUnit.MINUTES);
        Instant oldest = oldest();
        if (minute.isBefore(oldest)) {
            return;
        }
        if (!counts.containsKey(minute)) {
            counts.keySet().removeIf(old -> old.isBefore(oldest));
        }
        counts.computeIfAbsent(minute, absent -> new long[2])[failed ? 1 : 0]++;
    }

    /** The last 60 minutes, from old to new. */
    public synchronized List<Minute> lastHour() {
        List<Minute> minutes = new ArrayList<>(MINUTES);
        Instant first = oldest();
        for (int i = 0; i < MINUTES; i++) {
            Instant minute = first.plus(i, ChronoUnit.MINUTES);
            long[] count = counts.getOrDefault(minute, new long[2]);
            minutes.add(new Minute(minute, count[0], count[1]));
        }
        return minutes;
    }

    private Instant oldest() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1L, ChronoUnit.MINUTES);
    }

    /**
     * A minute.
     *
     * @param start when it began
     * @param delivered how many attempts delivered
     * @param failed how many did not
     */
    public record Minute(Instant start, long delivered, long failed) {}
}
