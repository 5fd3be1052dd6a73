package org.securecontext.proxy.vault;

import java.util.List;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Whether a shard's outbox has room, to be asked before a person is sent to a provider. */
@Service
public class OutboxRoom {

    private static final Script STORAGE_STATS = Script.load("storage-stats");

    private final ScriptRunner scripts;
    private final OutboxBound bound;

    OutboxRoom(ScriptRunner scripts, OutboxBound bound) {
        this.scripts = scripts;
        this.bound = bound;
    }

    /** True when one more event fits. Fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does. */
    public Mono<Boolean> hasRoom(Shard shard) {
        ShardKeys keys = new ShardKeys(shard);
        return scripts.run(STORAGE_STATS, List.of(keys.counters(), keys.outbox()), List.of())
                .map(reply -> reply.number(1) < bound.maxLength());
    }
}
