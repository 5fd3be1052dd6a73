package org.securecontext.proxy.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The state of the outbox in numbers: {@code scp_outbox_*} and {@code scp_sessions}. */
@Component
class OutboxMeters {

    private static final double MILLIS = 1000;
    private static final List<String> REFUSED = List.of("create", "retrieve", "append");

    private final Counter published;
    private final Counter repeated;
    private final AtomicLong depth = new AtomicLong();
    private final AtomicLong oldestMillis = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();

    OutboxMeters(MeterRegistry registry) {
        this.published = registry.counter("scp.outbox.published");
        this.repeated = registry.counter("scp.outbox.repeated");
        // There from the start: an alert on growth does not see a counter that is born at one.
        REFUSED.forEach(operation -> registry.counter("scp.audit.refused", "operation", operation));
        registry.gauge("scp.outbox.depth", depth);
        registry.gauge("scp.outbox.oldest.seconds", oldestMillis, millis -> millis.get() / MILLIS);
        registry.gauge("scp.sessions", sessions);
    }

    /** Kafka confirmed so many events, of which so many were sent before. */
    void published(long events, long repeats) {
        published.increment((double) events);
        repeated.increment((double) repeats);
    }

    /** What was found in all shards together. */
    void observed(long liveSessions, long waiting, Duration oldest) {
        sessions.set(liveSessions);
        depth.set(waiting);
        oldestMillis.set(oldest.toMillis());
    }
}
