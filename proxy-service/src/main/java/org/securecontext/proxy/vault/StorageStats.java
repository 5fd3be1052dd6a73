package org.securecontext.proxy.vault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what is stored, from counters that each script keeps. */
@Service
public class StorageStats {

    private static final Script STORAGE_STATS = Script.load("storage-stats");
    private static final StorageFacts NOTHING = new StorageFacts(0, Map.of(), Map.of(), 0, Duration.ZERO);

    private final ScriptRunner scripts;

    StorageStats(ScriptRunner scripts) {
        this.scripts = scripts;
    }

    /** The sums over all shards. Fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does. */
    public Mono<StorageFacts> read() {
        return Flux.fromIterable(Shard.all()).flatMap(this::shard).reduce(NOTHING, StorageStats::sum);
    }

    private Mono<StorageFacts> shard(Shard shard) {
        ShardKeys keys = new ShardKeys(shard);
        return scripts.run(STORAGE_STATS, List.of(keys.counters(), keys.outbox()), List.of())
                .map(StorageStats::facts);
    }

    private static StorageFacts facts(ScriptReply reply) {
        Map<String, Long> counters = new HashMap<>();
        for (int i = 3; i + 1 < reply.size(); i += 2) {
            counters.put(reply.text(i), reply.number(i + 1));
        }
        return new StorageFacts(
                counters.getOrDefault("sessions", 0L),
                group("provider:", counters),
                group("agent:", counters),
                reply.number(1),
                Duration.ofMillis(reply.number(2)));
    }

    private static Map<String, Long> group(String prefix, Map<String, Long> counters) {
        Map<String, Long> group = new HashMap<>();
        counters.forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                group.put(name.substring(prefix.length()), count);
            }
        });
        return group;
    }

    private static StorageFacts sum(StorageFacts one, StorageFacts other) {
        return new StorageFacts(
                one.sessions() + other.sessions(),
                sum(one.byProvider(), other.byProvider()),
                sum(one.byAgent(), other.byAgent()),
                one.outboxDepth() + other.outboxDepth(),
                one.outboxOldest().compareTo(other.outboxOldest()) > 0 ? one.outboxOldest() : other.outboxOldest());
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new HashMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }
}
