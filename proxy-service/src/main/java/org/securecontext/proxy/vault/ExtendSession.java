package org.securecontext.proxy.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Moves the end of a session whose access token can be renewed. */
@Service
public class ExtendSession {

    private static final Script EXTEND = Script.load("extend");

    private final ScriptRunner scripts;
    private final VaultSettings settings;
    private final RedisSettings redis;

    ExtendSession(ScriptRunner scripts, VaultSettings settings, RedisSettings redis) {
        this.scripts = scripts;
        this.settings = settings;
        this.redis = redis;
    }

    /**
     * Adds to the session's life, at most up to {@code SCP_SESSION_TTL} from now.
     *
     * @return the outcome; fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does
     */
    public Mono<ExtendOutcome> extend(SessionId id, Caller caller, Duration additional) {
        ShardKeys keys = new ShardKeys(id.shard());
        String traceparent = caller.context().traceparent();
        String once = keys.once(UUID.randomUUID().toString());
        return scripts.runDurably(
                        EXTEND,
                        List.of(keys.session(id.value()), keys.due(), once, keys.outbox(), keys.sequence()),
                        List.of(
                                id.value(),
                                caller.agent().value(),
                                caller.admin() ? "1" : "",
                                Long.toString(additional.toMillis()),
                                Long.toString(settings.sessionTtl().toMillis()),
                                traceparent == null ? "" : traceparent,
                                Long.toString(redis.repeatWindow().toMillis())))
                .map(ExtendSession::outcome);
    }

    private static ExtendOutcome outcome(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "extended" -> new ExtendOutcome.Extended(Instant.ofEpochMilli(reply.number(1)));
            case "not_found" -> new ExtendOutcome.NotFound();
            case "not_owner" -> new ExtendOutcome.NotOwner();
            case "not_extendable" -> new ExtendOutcome.NotExtendable();
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }
}
