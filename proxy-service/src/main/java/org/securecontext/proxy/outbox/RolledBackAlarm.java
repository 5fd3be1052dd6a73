package org.securecontext.proxy.outbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.proxy.vault.AppendEvent;
import org.securecontext.proxy.vault.AppendOutcome;
import org.securecontext.proxy.vault.CallContext;
import org.securecontext.proxy.vault.NewEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells that Redis lost writes: in the log, as a metric and as an event of the shard ({@code audit.rolled_back}). */
@Component
class RolledBackAlarm {

    private static final Logger log = LoggerFactory.getLogger(RolledBackAlarm.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final AppendEvent appendEvent;
    private final MeterRegistry meters;

    RolledBackAlarm(AppendEvent appendEvent, MeterRegistry meters) {
        this.appendEvent = appendEvent;
        this.meters = meters;
    }

    /** Raises the alarm; its event follows in the outbox, if that has room. */
    void raise(Shard shard, SequenceWatch.Fall fall) {
        meters.counter("scp.outbox.rolled.back").increment();
        log.atError()
                .addKeyValue("shard", shard.number())
                .addKeyValue("expected", fall.expected())
                .addKeyValue("found", fall.found())
                .log("The sequence of a shard fell: Redis lost writes");
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("expected_sequence", fall.expected())
                .put("found_sequence", fall.found())
                .toString();
        NewEvent event = new NewEvent(EventType.AUDIT_ROLLED_BACK, subjectIn(shard), null, null, data);
        if (!isWritten(event)) {
            log.atError()
                    .addKeyValue("shard", shard.number())
                    .log("The event of a fallen sequence could not be written");
        }
    }

    /** Waits, on the publisher's own thread: what comes after the fall is sent after its event is written. */
    private boolean isWritten(NewEvent event) {
        try {
            return appendEvent.append(event, CallContext.none()).toFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    instanceof AppendOutcome.Appended;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String subjectIn(Shard shard) {
        String subject = UUID.randomUUID().toString();
        while (!Shard.of(subject).equals(shard)) {
            subject = UUID.randomUUID().toString();
        }
        return subject;
    }
}
