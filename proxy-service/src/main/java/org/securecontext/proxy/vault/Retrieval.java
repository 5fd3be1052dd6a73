package org.securecontext.proxy.vault;

import java.time.Clock;
import java.util.List;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs the retrieve script, the one round trip of the hot path. */
@Component
class Retrieval {

    /** A margin with which the script releases whatever is still valid. */
    static final long NO_MARGIN = -1_000_000_000_000_000L;

    private static final Script RETRIEVE = Script.load("retrieve");

    private final ServedMarks marks = new ServedMarks(System::nanoTime);
    private final ScriptRunner scripts;
    private final VaultSettings settings;
    private final OutboxBound bound;
    private final String marksKept;
    private final Clock clock;

    Retrieval(ScriptRunner scripts, VaultSettings settings, OutboxBound bound, RedisSettings redis, Clock clock) {
        this.scripts = scripts;
        this.settings = settings;
        this.bound = bound;
        this.marksKept = Long.toString(ServedMarks.kept(redis.repeatWindow()).toMillis());
        this.clock = clock;
    }

    Mono<ScriptReply> run(SessionId id, Caller caller, long marginMillis) {
        ShardKeys keys = new ShardKeys(id.shard());
        ServedMarks.Mark mark = marks.next(id.shard());
        String traceparent = caller.context().traceparent();
        return scripts.runDurably(
                RETRIEVE,
                List.of(keys.session(id.value()), keys.once(mark.strip()), keys.outbox(), keys.sequence()),
                List.of(
                        id.value(),
                        caller.agent().value(),
                        caller.admin() ? "1" : "",
                        EventContents.retrieved(caller.context(), clock.instant()),
                        traceparent == null ? "" : traceparent,
                        bound.asArgument(),
                        marksKept,
                        Long.toString(marginMillis),
                        settings.exposeRefreshToken() ? "1" : "",
                        Integer.toString(mark.bit())));
    }
}
