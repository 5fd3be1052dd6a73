package org.securecontext.proxy.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts an agent's calls over all replicas. Each replica leases permits in chunks of 2.5 % of the limit, so that nearly
 * every call is counted without asking Redis, and two replicas together stay within 105 %.
 */
@Component
public class RedisPermits {

    private static final Script LEASE = Script.load("rate-lease");
    private static final long CHUNKS = 40;

    private final ScriptRunner scripts;
    private final Map<AgentId, Lease> leases = new ConcurrentHashMap<>();

    RedisPermits(ScriptRunner scripts) {
        this.scripts = scripts;
    }

    /** Takes one permit if this replica can tell without Redis; null when it has to {@link #takeLeased}. */
    public @Nullable Permit takeHeld(AgentId agent, RateLimit limit) {
        return lease(agent, limit).take(System.nanoTime());
    }

    /**
     * Leases more and takes one permit of it; for whom {@link #takeHeld} had none. Fails with {@link
     * org.securecontext.proxy.redis.StorageUnavailable} when Redis does.
     */
    public Mono<Permit> takeLeased(AgentId agent, RateLimit limit) {
        return lease(agent, limit).refill(() -> askedFor(agent, limit)).then(Mono.defer(() -> take(agent, limit)));
    }

    private Mono<Permit> take(AgentId agent, RateLimit limit) {
        Permit held = takeHeld(agent, limit);
        return held != null ? Mono.just(held) : takeLeased(agent, limit);
    }

    private Lease lease(AgentId agent, RateLimit limit) {
        Lease held = leases.get(agent);
        return held != null && held.isOf(limit)
                ? held
                : leases.compute(agent, (id, known) -> known != null && known.isOf(limit) ? known : new Lease(limit));
    }

    private Mono<Lease.Grant> askedFor(AgentId agent, RateLimit limit) {
        List<String> key = List.of(new ShardKeys(Shard.of(agent.value())).rate(agent.value()));
        List<String> arguments = List.of(
                Long.toString(Math.max(1, limit.permits() / CHUNKS)),
                Long.toString(limit.permits()),
                Long.toString(limit.window().toMillis()));
        long askedAt = System.nanoTime();
        return scripts.run(LEASE, key, arguments).map(reply -> grant(reply, askedAt));
    }

    private static Lease.Grant grant(ScriptReply reply, long askedAt) {
        return new Lease.Grant(
                reply.number(1),
                reply.number(3),
                askedAt + Duration.ofMillis(reply.number(2)).toNanos());
    }
}
