package org.securecontext.relay.lanes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The meters of one lane. They exist from its start, so that a rule on them works before the first failure. */
final class LaneMetrics implements AutoCloseable {

    private static final List<String> OUTCOMES =
            List.of("delivered", "retry", "held", "dead", "gone", "unreadable", "gap");

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private final Map<String, Counter> attempts = new HashMap<>();
    private final Timer duration;
    private final Counter deadLetters;
    private final Counter gap;
    private final AtomicLong lagRecords = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();

    LaneMetrics(MeterRegistry registry, String endpoint, @Nullable String job) {
        this.registry = registry;
        Tags tags = job == null ? Tags.of("endpoint", endpoint) : Tags.of("endpoint", endpoint + "/" + job);
        OUTCOMES.forEach(outcome -> attempts.put(
                outcome,
                kept(Counter.builder("scp.webhook.attempts")
                        .description("Webhook attempts by outcome")
                        .tags(tags.and(Tag.of("outcome", outcome)))
                        .register(registry))));
        duration = kept(Timer.builder("scp.webhook.attempt")
                .description("How long attempts take")
                .tags(tags)
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry));
        deadLetters =
                kept(Counter.builder("scp.webhook.dead.letters").tags(tags).register(registry));
        gap = kept(Counter.builder("scp.webhook.retention.gap")
                .description("Events that the topic no longer had when their turn came")
                .tags(tags)
                .register(registry));
        gauge("scp.webhook.lag.records", lagRecords, 1, tags);
        gauge("scp.webhook.lag.seconds", lagMillis, 1000, tags);
        gauge("scp.webhook.in.flight", inFlight, 1, tags);
        gauge("scp.webhook.parked", parked, 1, tags);
    }

    void attempted(String outcome, @Nullable Duration took) {
        Counter counter = attempts.get(outcome);
        if (counter != null) {
            counter.increment();
        }
        if (took != null) {
            duration.record(took);
        }
    }

    void deadLettered() {
        deadLetters.increment();
    }

    void missed(long records) {
        gap.increment((double) records);
    }

    void state(int nowInFlight, int nowParked) {
        inFlight.set(nowInFlight);
        parked.set(nowParked);
    }

    void lag(long records, long millis) {
        lagRecords.set(records);
        lagMillis.set(millis);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void gauge(String name, AtomicLong value, double divisor, Tags tags) {
        var unused = kept(Gauge.builder(name, value, current -> (double) current.get() / divisor)
                .tags(tags)
                .register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        meters.add(meter);
        return meter;
    }
}
