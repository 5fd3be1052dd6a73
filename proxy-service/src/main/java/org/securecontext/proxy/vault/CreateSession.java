package org.securecontext.proxy.vault;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.sealing.TokenCipher;
import org.securecontext.proxy.sealing.TokenPlace;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Stores a new session together with its event. */
@Service
public class CreateSession {

    private static final Script CREATE = Script.load("create");

    private final ScriptRunner scripts;
    private final TokenCipher cipher;
    private final SessionLimit limit;
    private final VaultSettings settings;
    private final OutboxBound bound;
    private final MeterRegistry meters;

    CreateSession(
            ScriptRunner scripts,
            TokenCipher cipher,
            SessionLimit limit,
            VaultSettings settings,
            OutboxBound bound,
            MeterRegistry meters) {
        this.scripts = scripts;
        this.cipher = cipher;
        this.limit = limit;
        this.settings = settings;
        this.bound = bound;
        this.meters = meters;
    }

    /**
     * Mints an id and stores the session; with a request id it also completes that request, in the same script.
     *
     * @return the outcome; fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does, and then it
     *     is not known whether the session exists
     */
    public Mono<CreateOutcome> create(NewSession session, CallContext context) {
        return limit.hasRoom()
                .flatMap(room -> room ? store(session, context) : Mono.just(new CreateOutcome.LimitReached()));
    }

    private Mono<CreateOutcome> store(NewSession session, CallContext context) {
        String requestId = session.requestId();
        SessionId id = SessionIds.mint(requestId == null ? null : Shard.of(requestId));
        return scripts.runDurably(CREATE, keys(id, requestId), arguments(id, session, context))
                .map(reply -> outcome(reply, id, session));
    }

    private static List<String> keys(SessionId id, @Nullable String requestId) {
        ShardKeys keys = new ShardKeys(id.shard());
        List<String> all = new ArrayList<>(List.of(keys.session(id.value()), keys.outbox(), keys.sequence()));
        if (requestId != null) {
            all.add(keys.authorization(requestId));
        }
        return all;
    }

    private List<String> arguments(SessionId id, NewSession session, CallContext context) {
        Secret refreshToken = session.refreshToken();
        Duration expiresIn = session.expiresIn();
        Duration life = refreshToken == null && expiresIn != null ? expiresIn : settings.sessionTtl();
        TokenPlace access = TokenPlace.access(id, session.provider(), session.owner());
        TokenPlace refresh = TokenPlace.refresh(id, session.provider(), session.owner());
        return List.of(
                id.value(),
                session.provider().value(),
                session.owner().value(),
                orEmpty(session.workflowId()),
                session.origin().name(),
                session.scope(),
                cipher.seal(session.accessToken(), access),
                refreshToken == null ? "" : cipher.seal(refreshToken, refresh),
                expiresIn == null ? "" : Long.toString(expiresIn.toMillis()),
                Long.toString(life.toMillis()),
                EventContents.created(session),
                orEmpty(context.traceparent()),
                bound.asArgument());
    }

    private CreateOutcome outcome(ScriptReply reply, SessionId id, NewSession session) {
        return switch (reply.outcome()) {
            case "created" -> {
                meters.counter(
                                "scp.tokens.created",
                                "provider",
                                session.provider().value())
                        .increment();
                yield new CreateOutcome.Created(id);
            }
            case "audit_full" -> {
                meters.counter("scp.audit.refused", "operation", "create").increment();
                yield new CreateOutcome.AuditUnavailable();
            }
            case "request_gone" -> new CreateOutcome.RequestGone();
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
