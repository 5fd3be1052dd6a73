package org.securecontext.proxy.vault;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.events.keys.UnsealException;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.RedisSettings;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.refresh.RevokeAtProvider;
import org.securecontext.proxy.sealing.TokenCipher;
import org.securecontext.proxy.sealing.TokenPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Ends a session: here at once, and at its provider where that can be done. */
@Service
public class RevokeSession {

    private static final Logger log = LoggerFactory.getLogger(RevokeSession.class);
    private static final Script REVOKE = Script.load("revoke");

    private final ScriptRunner scripts;
    private final TokenCipher cipher;
    private final RevokeAtProvider revokeAtProvider;
    private final RedisSettings redis;

    RevokeSession(ScriptRunner scripts, TokenCipher cipher, RevokeAtProvider revokeAtProvider, RedisSettings redis) {
        this.scripts = scripts;
        this.cipher = cipher;
        this.revokeAtProvider = revokeAtProvider;
        this.redis = redis;
    }

    /**
     * Deletes the session together with its event, then revokes the token at the provider (RFC 7009). The call to the
     * provider goes on when the caller leaves.
     *
     * @return the outcome; fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does
     */
    public Mono<RevokeOutcome> revoke(SessionId id, Caller caller) {
        ShardKeys keys = new ShardKeys(id.shard());
        String once = keys.once(UUID.randomUUID().toString());
        String traceparent = caller.context().traceparent();
        return scripts.runDurably(
                        REVOKE,
                        List.of(keys.session(id.value()), once, keys.outbox(), keys.sequence()),
                        List.of(
                                id.value(),
                                caller.agent().value(),
                                caller.admin() ? "1" : "",
                                EventContents.revoked(caller.agent()),
                                traceparent == null ? "" : traceparent,
                                Long.toString(redis.repeatWindow().toMillis())))
                .flatMap(reply -> outcome(id, reply))
                .cache();
    }

    private Mono<RevokeOutcome> outcome(SessionId id, ScriptReply reply) {
        return switch (reply.outcome()) {
            case "revoked" -> atProvider(id, reply).map(RevokeOutcome.Revoked::new);
            case "not_found" -> Mono.just(new RevokeOutcome.NotFound());
            case "not_owner" -> Mono.just(new RevokeOutcome.NotOwner());
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }

    private Mono<Boolean> atProvider(SessionId id, ScriptReply reply) {
        ProviderName provider = new ProviderName(reply.text(1));
        AgentId owner = new AgentId(reply.text(2));
        Secret refreshToken = opened(reply.optionalText(4), TokenPlace.refresh(id, provider, owner));
        if (refreshToken != null) {
            return revokeAtProvider.refreshToken(provider, refreshToken);
        }
        Secret accessToken = opened(reply.optionalText(3), TokenPlace.access(id, provider, owner));
        return accessToken == null ? Mono.just(false) : revokeAtProvider.accessToken(provider, accessToken);
    }

    private @Nullable Secret opened(@Nullable String stored, TokenPlace place) {
        try {
            return stored == null ? null : cipher.open(stored, place);
        } catch (UnsealException e) {
            log.atWarn()
                    .addKeyValue("sessionId", place.sessionId())
                    .addKeyValue("error", e.reason())
                    .log("A revoked token cannot be opened, so its provider is not told");
            return null;
        }
    }
}
