package org.securecontext.benchmarks;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Time from the call of the producer's send to the whole request at the endpoint, of the events that it writes itself; others
 * that arrive meanwhile, such as those of a replay, are left out.
 */
record LiveLatency(FastReceiver receiver, EventSource events) {

    private static final int DIGITS = 3;

    /** Microseconds of this many events at this rate, when all have arrived. */
    Histogram at(double perSecond, int count) {
        Histogram micros = new ConcurrentHistogram(DIGITS);
        Map<String, Long> sent = new ConcurrentHashMap<>();
        Set<String> early = ConcurrentHashMap.newKeySet();
        receiver.onMessage(id -> {
            Long at = sent.remove(id);
            if (at == null) {
                boolean unused = early.add(id);
            } else {
                micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at));
            }
        });
        long start = System.nanoTime();
        for (int number = 0; number < count; number++) {
            OpenLoop.awaitNanoTime(start + (long) (number * 1e9 / perSecond));
            long at = System.nanoTime();
            sent.put(events.send(), at);
        }
        events.flush();
        WebhookDelivery.await(() -> {
            sent.keySet().removeIf(early::contains);
            return sent.isEmpty();
        });
        return micros;
    }
}
