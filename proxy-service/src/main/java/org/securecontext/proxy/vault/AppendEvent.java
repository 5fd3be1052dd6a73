package org.securecontext.proxy.vault;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Writes an event that changes no session. */
@Service
public class AppendEvent {

    private static final Script APPEND = Script.load("append");

    private final ScriptRunner scripts;
    private final OutboxBound bound;
    private final RedisSettings redis;
    private final MeterRegistry meters;

    AppendEvent(ScriptRunner scripts, OutboxBound bound, RedisSettings redis, MeterRegistry meters) {
        this.scripts = scripts;
        this.bound = bound;
        this.redis = redis;
        this.meters = meters;
    }

    /**
     * Writes the event to the shard of its subject.
     *
     * @return the outcome; fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does
     */
    public Mono<AppendOutcome> append(NewEvent event, CallContext context) {
        ShardKeys keys = new ShardKeys(Shard.of(event.subject()));
        return scripts.runDurably(
                        APPEND,
                        List.of(keys.once(UUID.randomUUID().toString()), keys.outbox(), keys.sequence()),
                        arguments(event, context))
                .map(reply -> outcome(event, reply));
    }

    private List<String> arguments(NewEvent event, CallContext context) {
        return List.of(
                event.type().name(),
                event.subject(),
                orEmpty(event.provider()),
                orEmpty(event.agent()),
                event.data(),
                orEmpty(context.traceparent()),
                bound.asArgument(),
                Long.toString(redis.repeatWindow().toMillis()));
    }

    private AppendOutcome outcome(NewEvent event, ScriptReply reply) {
        return switch (reply.outcome()) {
            case "appended" -> new AppendOutcome.Appended(EventId.of(event.type(), event.subject(), reply.text(1)));
            case "audit_full" -> {
                meters.counter("scp.audit.refused", "operation", "append").increment();
                yield new AppendOutcome.AuditUnavailable();
            }
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
