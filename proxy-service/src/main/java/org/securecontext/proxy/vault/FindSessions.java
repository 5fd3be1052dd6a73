package org.securecontext.proxy.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Looks sessions up, one by id or many by page. */
@Service
public class FindSessions {

    private static final Script FIND = Script.load("find");
    private static final Script LIST = Script.load("list");
    private static final int EXAMINED_AT_ONCE = 500;

    private final ScriptRunner scripts;
    private final RedisSettings redis;

    FindSessions(ScriptRunner scripts, RedisSettings redis) {
        this.scripts = scripts;
        this.redis = redis;
    }

    /** The facts of one session. Fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does. */
    public Mono<FindOutcome> find(SessionId id, Caller caller) {
        ShardKeys keys = new ShardKeys(id.shard());
        return scripts.runDurably(
                        FIND,
                        List.of(
                                keys.session(id.value()),
                                keys.once(UUID.randomUUID().toString())),
                        List.of(
                                id.value(),
                                caller.agent().value(),
                                caller.admin() ? "1" : "",
                                Long.toString(redis.repeatWindow().toMillis())),
                        reply -> !reply.outcome().equals("found"))
                .map(FindSessions::outcome);
    }

    /**
     * A page of sessions, shard after shard. The order is stable within a shard; a session that is created or extended while pages are
     * read may be seen twice or not at all.
     */
    public Mono<SessionPage> list(SessionQuery query) {
        SessionCursor start =
                query.after() == null ? SessionCursor.startOf(Shard.all().get(0)) : query.after();
        Part first = new Part(List.of(), start);
        return extended(first, query)
                .expand(part -> part.isComplete(query) ? Mono.empty() : extended(part, query))
                .last()
                .map(part -> new SessionPage(part.sessions(), part.next()));
    }

    private Mono<Part> extended(Part part, SessionQuery query) {
        SessionCursor from = part.next();
        if (from == null) {
            return Mono.just(part);
        }
        ShardKeys keys = new ShardKeys(from.shard());
        AgentId agent = query.agent();
        String workflowId = query.workflowId();
        return scripts.run(
                        LIST,
                        List.of(agent == null ? keys.due() : keys.agent(agent.value())),
                        List.of(
                                Long.toString(from.score()),
                                from.member(),
                                Integer.toString(EXAMINED_AT_ONCE),
                                Integer.toString(query.limit() - part.sessions().size()),
                                workflowId == null ? "" : workflowId,
                                query.includeBrowser() ? "1" : ""))
                .map(reply -> part.with(reply));
    }

    private static FindOutcome outcome(ScriptReply reply) {
        return switch (reply.outcome()) {
            case "found" -> new FindOutcome.Found(facts(reply.texts(1)));
            case "not_found" -> new FindOutcome.NotFound();
            case "not_owner" -> new FindOutcome.NotOwner();
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }

    private static SessionFacts facts(List<String> parts) {
        return new SessionFacts(
                new SessionId(parts.get(0)),
                new ProviderName(parts.get(1)),
                new AgentId(parts.get(2)),
                parts.get(3).isEmpty() ? null : parts.get(3),
                Origin.valueOf(parts.get(4)),
                parts.get(5),
                time(parts.get(6)),
                parts.get(7).isEmpty() ? null : time(parts.get(7)),
                time(parts.get(8)),
                parts.get(9).equals("1"),
                parts.get(10).equals("reauthorize"));
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /** The sessions found so far and where to go on; nowhere when all shards were seen. */
    private record Part(
            List<SessionFacts> sessions, @Nullable SessionCursor next) {

        boolean isComplete(SessionQuery query) {
            return next == null || sessions.size() >= query.limit();
        }

        Part with(ScriptReply reply) {
            List<SessionFacts> all = new ArrayList<>(sessions);
            for (int i = 3; i < reply.size(); i++) {
                all.add(facts(reply.list(i)));
            }
            return new Part(all, following(reply));
        }

        private @Nullable SessionCursor following(ScriptReply reply) {
            SessionCursor from = next;
            if (from == null) {
                return null;
            }
            if (reply.optionalText(1) != null) {
                return new SessionCursor(from.shard(), reply.number(1), reply.text(2));
            }
            int number = from.shard().number() + 1;
            return number < Shard.COUNT ? SessionCursor.startOf(new Shard(number)) : null;
        }
    }
}
