package org.securecontext.proxy.denial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.securecontext.events.EventType;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.redis.PeriodicWork;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.securecontext.proxy.vault.AppendEvent;
import org.securecontext.proxy.vault.AppendOutcome;
import org.securecontext.proxy.vault.CallContext;
import org.securecontext.proxy.vault.Caller;
import org.securecontext.proxy.vault.NewEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts denied calls of agents and writes {@code access.denied} for each agent when its minute is over, and for all when
 * the service stops. A minute that cannot be written is kept and tried again.
 */
@Component
public class DenialLedger extends PeriodicWork {

    private static final Logger log = LoggerFactory.getLogger(DenialLedger.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(5);

    private final Map<Minute, Long> counts = new ConcurrentHashMap<>();
    private final AppendEvent events;
    private final ObjectMapper json;
    private final Clock clock;

    DenialLedger(AppendEvent events, ObjectMapper json, Clock clock) {
        super(INTERVAL, INTERVAL);
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Counts a call that was denied. */
    public void denied(Caller caller) {
        Minute minute = new Minute(caller.agent(), clock.instant().truncatedTo(ChronoUnit.MINUTES));
        counts.merge(minute, 1L, Long::sum);
        log.atWarn()
                .addKeyValue("agentId", caller.agent())
                .addKeyValue("outcome", "denied")
                .log("Access denied");
    }

    @Override
    protected Mono<Void> round() {
        return write(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    /** After the web server, whose last calls may still be denied. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }

    /** Writes what is counted before the service ends, for at most five seconds. */
    @Override
    public void stop(Runnable callback) {
        stop();
        Disposable unused = write(Instant.MAX)
                .timeout(LAST_WRITE, Mono.empty())
                .doFinally(end -> callback.run())
                .subscribe();
    }

    /** Writes every minute that began before this time. */
    Mono<Void> write(Instant before) {
        return Flux.fromIterable(counts.keySet())
                .filter(minute -> minute.startedAt().isBefore(before))
                .concatMap(this::write)
                .then();
    }

    private Mono<Void> write(Minute minute) {
        Long count = counts.remove(minute);
        if (count == null) {
            return Mono.empty();
        }
        ObjectNode data = json.createObjectNode()
                .put("count", count)
                .put("window_started_at", minute.startedAt().toString());
        NewEvent event = new NewEvent(
                EventType.ACCESS_DENIED, UUID.randomUUID().toString(), null, minute.agent(), data.toString());
        return events.append(event, CallContext.none())
                .onErrorResume(StorageUnavailable.class, lost -> Mono.just(new AppendOutcome.AuditUnavailable()))
                .doOnNext(outcome -> keepUnlessWritten(outcome, minute, count))
                .then();
    }

    private void keepUnlessWritten(AppendOutcome outcome, Minute minute, long count) {
        boolean written = outcome.fold(appended -> true, full -> false);
        if (!written) {
            counts.merge(minute, count, Long::sum);
        }
    }

    private record Minute(AgentId agent, Instant startedAt) {}
}
