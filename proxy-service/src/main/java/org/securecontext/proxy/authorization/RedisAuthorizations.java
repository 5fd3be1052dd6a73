package org.securecontext.proxy.authorization;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.denial.DenialLedger;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.Caller;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps authorization requests where every replica sees them. */
@Component
public final class RedisAuthorizations {

    /** How long a person has to act on a request. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** How long after that an agent still learns how its request ended. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final Script CREATE = Script.load("authorization-create");
    private static final Script FIND = Script.load("authorization-find");
    private static final Script END = Script.load("authorization-end");

    private final ScriptRunner scripts;
    private final RedisSettings redis;
    private final DenialLedger denials;

    RedisAuthorizations(ScriptRunner scripts, RedisSettings redis, DenialLedger denials) {
        this.scripts = scripts;
        this.redis = redis;
        this.denials = denials;
    }

    /** Stores a pending request and returns when it expires. */
    Mono<Instant> create(RequestId id, AgentId agent, Wish wish, List<String> scopes) {
        List<String> arguments = List.of(
                wish.provider().value(),
                agent.value(),
                wish.workflowId() == null ? "" : wish.workflowId(),
                String.join(" ", scopes),
                wish.redirectUri() == null ? "" : wish.redirectUri().toString(),
                Long.toString(LIFE.toMillis()),
                Long.toString(KEPT.toMillis()));
        return scripts.run(CREATE, key(id), arguments).map(reply -> Instant.ofEpochMilli(reply.number(1)));
    }

    /** The request of this id; empty when it is unknown or long over. */
    public Mono<AuthorizationRequest> find(RequestId id) {
        return scripts.run(FIND, key(id), List.of())
                .filter(RedisAuthorizations::isFound)
                .map(reply -> read(id, reply));
    }

    /** The request of this id for the agent that made it or an admin; empty when it is unknown or another agent's. */
    Mono<AuthorizationRequest> find(RequestId id, Caller caller) {
        if (caller.admin()) {
            return find(id);
        }
        ShardKeys keys = new ShardKeys(id.shard());
        return scripts.runDurably(
                        FIND,
                        List.of(
                                keys.authorization(id.value()),
                                keys.once(UUID.randomUUID().toString())),
                        List.of(
                                caller.agent().value(),
                                Long.toString(redis.repeatWindow().toMillis())),
                        reply -> !isFound(reply))
                .doOnNext(reply -> logDenied(caller, reply))
                .filter(RedisAuthorizations::isFound)
                .map(reply -> read(id, reply));
    }

    /** Ends a pending request without a session; returns whether this call ended it. */
    public Mono<Boolean> end(RequestId id, AuthorizationRequest.Status status, String error) {
        return scripts.run(END, key(id), List.of(status.label(), error))
                .map(reply -> reply.outcome().equals("ended"));
    }

    private static List<String> key(RequestId id) {
        return List.of(new ShardKeys(id.shard()).authorization(id.value()));
    }

    private static boolean isFound(ScriptReply reply) {
        return reply.outcome().equals("found");
    }

    private void logDenied(Caller caller, ScriptReply reply) {
        if (reply.outcome().equals("not_owner")) {
            denials.counted(caller);
        }
    }

    private static AuthorizationRequest read(RequestId id, ScriptReply reply) {
        String redirectUri = reply.optionalText(6);
        return new AuthorizationRequest(
                id,
                new ProviderName(reply.text(2)),
                new AgentId(reply.text(3)),
                scopes(reply.optionalText(5)),
                reply.optionalText(4),
                redirectUri == null ? null : URI.create(redirectUri),
                Instant.ofEpochMilli(reply.number(7)),
                AuthorizationRequest.Status.valueOf(reply.text(1).toUpperCase(Locale.ROOT)),
                session(reply.optionalText(8)),
                reply.optionalText(9));
    }

    private static List<String> scopes(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    private static @Nullable SessionId session(@Nullable String text) {
        return text == null ? null : new SessionId(text);
    }
}
