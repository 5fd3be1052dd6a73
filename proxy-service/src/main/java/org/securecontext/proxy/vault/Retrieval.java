package org.securecontext.proxy.vault;

import java.time.Clock;
import java.util.List;
import java.util.Map;
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

    private final ServedMarks marks = new ServedMarks(System::nanoTime);
    private final ScriptRunner scripts;
    private final Script retrieve;
    private final Clock clock;

    Retrieval(ScriptRunner scripts, VaultSettings settings, OutboxBound bound, RedisSettings redis, Clock clock) {
        this.scripts = scripts;
        this.retrieve = Script.load("retrieve")
                .with(Map.of(
                        "outbox_bound",
                        bound.maxLength(),
                        "marks_kept",
                        ServedMarks.kept(redis.repeatWindow()).toMillis(),
                        "refresh_is_exposed",
                        settings.exposeRefreshToken()));
        this.clock = clock;
    }

    Mono<ScriptReply> run(SessionId id, Caller caller, long marginMillis) {
        ShardKeys keys = new ShardKeys(id.shard());
        ServedMarks.Mark mark = marks.next(id.shard());
        String traceparent = caller.context().traceparent();
        return scripts.runDurably(
                retrieve,
                List.of(keys.session(id.value()), keys.once(mark.strip()), keys.outbox(), keys.sequence()),
                List.of(
                        id.value(),
                        caller.agent().value(),
                        caller.admin() ? "1" : "",
                        EventContents.retrieved(caller.context(), clock.instant()),
                        traceparent == null ? "" : traceparent,
                        Long.toString(marginMillis),
                        Integer.toString(mark.bit())));
    }
}
