package org.securecontext.relay.console;

import java.util.ArrayList;
import java.util.List;
import org.securecontext.relay.deliveries.MinuteCounts;

/**
 * Deliveries and failures of the last hour as bars, one for each minute.
 *
 * @param bars from old to new
 * @param delivered in all
 * @param failed in all
 * @param highest the most attempts of a minute
 */
record HourChart(List<Bar> bars, long delivered, long failed, long highest) {

    private static final int WIDTH = 12;
    private static final int HEIGHT = 120;

    static HourChart of(List<MinuteCounts.Minute> minutes) {
        long highest = minutes.stream()
                .mapToLong(minute -> minute.delivered() + minute.failed())
                .max()
                .orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            MinuteCounts.Minute minute = minutes.get(i);
            int good = height(minute.delivered(), highest);
            int bad = height(minute.failed(), highest);
            bars.add(new Bar(
                    i * WIDTH + 1,
                    HEIGHT - good,
                    good,
                    HEIGHT - good - bad,
                    bad,
                    minute.start().toString().substring(11, 16),
                    minute.delivered(),
                    minute.failed()));
        }
        return new HourChart(
                bars,
                minutes.stream().mapToLong(MinuteCounts.Minute::delivered).sum(),
                minutes.stream().mapToLong(MinuteCounts.Minute::failed).sum(),
                highest);
    }

    private static int height(long count, long highest) {
        return count == 0 ? 0 : (int) Math.max(2, count * (HEIGHT - 4) / highest);
    }

    /** A minute: where its two rectangles stand, and what they count. */
    record Bar(int x, int goodY, int good, int badY, int bad, String minute, long delivered, long failed) {}
}
