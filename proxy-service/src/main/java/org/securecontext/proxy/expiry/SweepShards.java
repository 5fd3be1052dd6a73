package org.securecontext.proxy.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.PeriodicWork;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.VaultSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Each {@code SCP_CLEANUP_INTERVAL} one replica checks a shard's indexes and counters and re-encrypts what carries an old
 * key. Expiry does not wait for this.
 */
@Component
public class SweepShards extends PeriodicWork {

    private static final Logger log = LoggerFactory.getLogger(SweepShards.class);
    private static final Script CHECK = Script.load("check-shard");

    private final ScriptRunner scripts;
    private final ResealTokens resealTokens;
    private final Duration interval;
    private final Counter cleaned;

    SweepShards(ScriptRunner scripts, ResealTokens resealTokens, VaultSettings settings, MeterRegistry meters) {
        super(settings.cleanupInterval().dividedBy(10), settings.cleanupInterval());
        this.scripts = scripts;
        this.resealTokens = resealTokens;
        this.interval = settings.cleanupInterval();
        this.cleaned = meters.counter("scp.sessions.cleaned");
    }

    /** A shard that fails keeps no other from its turn. */
    @Override
    protected Mono<Void> round() {
        return Flux.fromIterable(Shard.all()).concatMapDelayError(this::sweep).then();
    }

    private Mono<Void> sweep(Shard shard) {
        ShardKeys keys = new ShardKeys(shard);
        String quiet = Long.toString(interval.multipliedBy(9).dividedBy(10).toMillis());
        return scripts.run(CHECK, List.of(keys.due(), keys.counters(), keys.sweep()), List.of(quiet))
                .doOnNext(reply -> count(shard, reply))
                .filter(reply -> !reply.outcome().equals("busy"))
                .flatMap(reply -> resealTokens.in(shard));
    }

    private void count(Shard shard, ScriptReply reply) {
        if (reply.outcome().equals("mended")) {
            cleaned.increment((double) reply.number(1));
            log.atWarn()
                    .addKeyValue("shard", shard.number())
                    .addKeyValue("removed", reply.number(1))
                    .log("Indexes or counters of a shard were mended");
        }
    }
}
