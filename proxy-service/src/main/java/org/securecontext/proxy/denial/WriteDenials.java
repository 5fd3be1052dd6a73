package org.securecontext.proxy.denial;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.PeriodicWork;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes {@code access.denied} for each agent, minute and shard when the minute is over. Every replica looks; the script
 * tells each count once. One that finds the outbox full is kept and tried again.
 */
@Component
class WriteDenials extends PeriodicWork {

    private static final Script CLAIM = Script.load("claim-denials");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final String START = "0";
    private static final int AT_ONCE = 100;

    private final ScriptRunner scripts;
    private final OutboxBound bound;
    private final Counter refused;

    WriteDenials(ScriptRunner scripts, OutboxBound bound, MeterRegistry meters) {
        super(LOOK, LOOK);
        this.scripts = scripts;
        this.bound = bound;
        this.refused = meters.counter("scp.audit.refused", "operation", "append");
    }

    /** A shard that fails keeps no other from its turn. */
    @Override
    protected Mono<Void> round() {
        return Flux.fromIterable(Shard.all()).concatMapDelayError(this::write).then();
    }

    /** Goes through the shard's counts until there is no more, no room, or a full load was written. */
    private Mono<Void> write(Shard shard) {
        return claim(shard, START)
                .expand(reply -> isLast(reply) ? Mono.empty() : claim(shard, reply.text(1)))
                .filter(reply -> reply.outcome().equals("written"))
                .take(AT_ONCE)
                .then();
    }

    private Mono<ScriptReply> claim(Shard shard, String cursor) {
        ShardKeys keys = new ShardKeys(shard);
        return scripts.run(
                        CLAIM,
                        List.of(keys.denials(), keys.outbox(), keys.sequence()),
                        List.of(cursor, subjectIn(shard), bound.asArgument()))
                .doOnNext(this::count);
    }

    private static boolean isLast(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "written" -> false;
            case "passed" -> reply.text(1).equals(START);
            case "audit_full" -> true;
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }

    private void count(ScriptReply reply) {
        if (reply.outcome().equals("audit_full")) {
            refused.increment();
        }
    }

    /** A fresh UUID of this shard, for which about 16 are tried. */
    private static String subjectIn(Shard shard) {
        String subject = UUID.randomUUID().toString();
        while (!Shard.of(subject).equals(shard)) {
            subject = UUID.randomUUID().toString();
        }
        return subject;
    }
}
