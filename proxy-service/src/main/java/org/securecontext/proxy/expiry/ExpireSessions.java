package org.securecontext.proxy.expiry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.PeriodicWork;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends sessions whose time has come. Every replica claims, four times a second; the script lets each session expire once.
 */
@Component
public class ExpireSessions extends PeriodicWork {

    private static final Script CLAIM_DUE = Script.load("claim-due");
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int AT_ONCE = 100;

    private final ScriptRunner scripts;
    private final MeterRegistry meters;

    ExpireSessions(ScriptRunner scripts, MeterRegistry meters) {
        super(Duration.ZERO, LOOK);
        this.scripts = scripts;
        this.meters = meters;
    }

    /** A shard that cannot be reached is tried again at the next look, which is soon. */
    @Override
    protected Mono<Void> round() {
        return Flux.fromIterable(Shard.all()).flatMap(this::claim).then();
    }

    /** Claims until less than a full load was due. */
    private Flux<ScriptReply> claim(Shard shard) {
        return claimOnce(shard).expand(reply -> isFull(reply) ? claimOnce(shard) : Mono.empty());
    }

    private Mono<ScriptReply> claimOnce(Shard shard) {
        ShardKeys keys = new ShardKeys(shard);
        return scripts.run(
                        CLAIM_DUE,
                        List.of(keys.due(), keys.outbox(), keys.sequence()),
                        List.of(Integer.toString(AT_ONCE)))
                .doOnNext(this::count);
    }

    private static boolean isFull(ScriptReply reply) {
        return reply.size() > AT_ONCE;
    }

    private void count(ScriptReply reply) {
        for (String provider : reply.texts(1)) {
            meters.counter("scp.tokens.expired", "provider", provider).increment();
        }
    }
}
