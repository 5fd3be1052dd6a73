package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.securecontext.relay.faults.EventSource.Appended;

/**
 * Judges what arrived by what the topic holds: no event is missing, and one came again only where a kill explains it. A kill
 * explains one repeat of what stood, in its partition, at or beyond the committed position and less than the window's span
 * beyond the first event that was not acknowledged.
 */
final class DeliveryCheck {

    private final int span;
    private final List<Appended> appended = new ArrayList<>();
    private final List<Kill> kills = new ArrayList<>();

    /** A check of relays whose windows have this span. */
    DeliveryCheck(int span) {
        this.span = span;
    }

    /** Expects these events. */
    void expect(List<Appended> events) {
        appended.addAll(events);
    }

    int expected() {
        return appended.size();
    }

    /** Notes a kill: the positions committed just before it, and what was acknowledged until after it. */
    void killed(Map<Integer, Long> committed, Map<String, AtomicInteger> acknowledged) {
        Map<Integer, Long> ends = firstUnacknowledged(committed, acknowledged);
        kills.add(new Kill(Map.copyOf(committed), ends, appended.size()));
    }

    /** Whether the positions have passed all that was acknowledged in a row at the last kill. */
    boolean isCommittedSinceLastKill(Map<Integer, Long> committed) {
        return kills.isEmpty()
                || kills.get(kills.size() - 1).ends().entrySet().stream()
                        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    void assertNoneLost(Map<String, AtomicInteger> acknowledged) {
        assertThat(appended)
                .as("events that never arrived")
                .filteredOn(event -> !acknowledged.containsKey(event.id()))
                .isEmpty();
    }

    void assertEachRepeatIsExplained(Map<String, AtomicInteger> acknowledged) {
        assertThat(appended)
                .as("events that came more often than the kills explain")
                .filteredOn(event -> acknowledged.containsKey(event.id())
                        && acknowledged.get(event.id()).get() - 1 > explained(event))
                .isEmpty();
    }

    /** How many of the events came again. */
    int repeats(Map<String, AtomicInteger> acknowledged) {
        return appended.stream()
                .map(event -> acknowledged.get(event.id()))
                .mapToInt(count -> count == null ? 0 : count.get() - 1)
                .sum();
    }

    /** The most events that a single kill left delivered and not committed. */
    long mostUncommitted() {
        return kills.stream().mapToLong(Kill::uncommitted).max().orElse(0);
    }

    private long explained(Appended event) {
        int number = appended.indexOf(event);
        return kills.stream().filter(kill -> kill.explains(event, number, span)).count();
    }

    private Map<Integer, Long> firstUnacknowledged(
            Map<Integer, Long> committed, Map<String, AtomicInteger> acknowledged) {
        Map<Integer, Long> ends = new TreeMap<>();
        Map<Integer, Boolean> found = new TreeMap<>();
        for (Appended event : appended) {
            int partition = event.partition();
            if (event.offset() >= committed.getOrDefault(partition, 0L) && !found.containsKey(partition)) {
                boolean missing = !acknowledged.containsKey(event.id());
                ends.put(partition, missing ? event.offset() : event.offset() + 1);
                if (missing) {
                    found.put(partition, true);
                }
            }
        }
        return ends;
    }

    /**
     * A kill.
     *
     * @param committed the position of each partition before it
     * @param ends the first offset of each partition that was not acknowledged after it
     * @param appended how many events the topic held
     */
    private record Kill(Map<Integer, Long> committed, Map<Integer, Long> ends, int appended) {

        boolean explains(Appended event, int number, int span) {
            long from = committed.getOrDefault(event.partition(), 0L);
            long end = ends.getOrDefault(event.partition(), from);
            return number < appended && event.offset() >= from && event.offset() < end + span;
        }

        long uncommitted() {
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                    .sum();
        }
    }
}
