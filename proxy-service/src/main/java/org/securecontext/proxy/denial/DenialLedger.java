package org.securecontext.proxy.denial;

import java.util.List;
import java.util.UUID;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Where denied calls are noted. Each is counted in Redis, by agent and minute, before it is answered: by the script that
 * finds that the caller is not the owner, and else here.
 */
@Component
public class DenialLedger {

    private static final Logger log = LoggerFactory.getLogger(DenialLedger.class);
    private static final Script DENY = Script.load("deny");

    private final ScriptRunner scripts;
    private final RedisSettings redis;

    DenialLedger(ScriptRunner scripts, RedisSettings redis) {
        this.scripts = scripts;
        this.redis = redis;
    }

    /** Logs a denied call that a script has counted. */
    public void counted(Caller caller) {
        log.atWarn()
                .addKeyValue("agentId", caller.agent())
                .addKeyValue("outcome", "denied")
                .log("Access denied");
    }

    /**
     * Counts a denied call in the shard of its agent's id, logs it, and then fails with this answer.
     *
     * @return fails with {@link org.securecontext.proxy.redis.StorageUnavailable} instead when Redis does
     */
    public <T> Mono<T> deny(Caller caller, RuntimeException answer) {
        String agent = caller.agent().value();
        String once = new ShardKeys(Shard.of(agent)).once(UUID.randomUUID().toString());
        String window = Long.toString(redis.repeatWindow().toMillis());
        return scripts.runDurably(DENY, List.of(once), List.of(agent, window))
                .doOnNext(reply -> counted(caller))
                .then(Mono.error(answer));
    }
}
