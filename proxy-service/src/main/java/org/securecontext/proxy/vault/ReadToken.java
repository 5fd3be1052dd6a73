package org.securecontext.proxy.vault;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.events.keys.Secret;
import org.securecontext.events.keys.UnsealException;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.refresh.RefreshResult;
import org.securecontext.proxy.refresh.RefreshSession;
import org.securecontext.proxy.sealing.TokenCipher;
import org.securecontext.proxy.sealing.TokenPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Hands out a session's access token, renewed when it is about to end, once its event is in the outbox. */
@Service
public class ReadToken {

    private static final Logger log = LoggerFactory.getLogger(ReadToken.class);

    private final Retrieval retrieval;
    private final RefreshSession refreshSession;
    private final TokenCipher cipher;
    private final AppendEvent appendEvent;
    private final MeterRegistry meters;
    private final Map<ProviderName, Counter> retrieved = new ConcurrentHashMap<>();

    ReadToken(
            Retrieval retrieval,
            RefreshSession refreshSession,
            TokenCipher cipher,
            AppendEvent appendEvent,
            MeterRegistry meters) {
        this.retrieval = retrieval;
        this.refreshSession = refreshSession;
        this.cipher = cipher;
        this.appendEvent = appendEvent;
        this.meters = meters;
    }

    /**
     * Reads the token in one round trip to Redis, unless it has to be renewed first. A caller that goes away cancels no
     * renewal.
     *
     * @return the outcome; fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does
     */
    public Mono<ReadOutcome> read(SessionId id, Caller caller) {
        return retrieval.run(id, caller, refreshSession.marginMillis(id)).flatMap(reply -> settle(id, caller, reply));
    }

    private Mono<ReadOutcome> settle(SessionId id, Caller caller, ScriptReply reply) {
        if (!reply.outcome().equals("refresh")) {
            return outcome(id, caller, reply, RefreshResult.UNAVAILABLE);
        }
        return refreshSession
                .refresh(id, reply.number(1), new ProviderName(reply.text(2)), Duration.ofMillis(reply.number(3)))
                .flatMap(result -> afterRefresh(id, caller, result));
    }

    /** Whatever became of the renewal: a token that is still valid leaves. */
    private Mono<ReadOutcome> afterRefresh(SessionId id, Caller caller, RefreshResult result) {
        return retrieval.run(id, caller, Retrieval.NO_MARGIN).flatMap(reply -> outcome(id, caller, reply, result));
    }

    private Mono<ReadOutcome> outcome(SessionId id, Caller caller, ScriptReply reply, RefreshResult refresh) {
        return switch (reply.outcome()) {
            case "released" -> release(id, caller, reply);
            case "not_found" -> Mono.just(new ReadOutcome.NotFound());
            case "not_owner" -> Mono.just(new ReadOutcome.NotOwner());
            case "reauthorize" -> Mono.just(new ReadOutcome.ReauthorizationRequired());
            case "unrefreshed" -> Mono.just(unrefreshed(refresh));
            case "audit_full" -> Mono.just(refused());
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }

    private ReadOutcome unrefreshed(RefreshResult refresh) {
        return refresh == RefreshResult.AUDIT_FULL
                ? refused()
                : new ReadOutcome.ProviderFailed(refresh == RefreshResult.TIMED_OUT);
    }

    private ReadOutcome refused() {
        meters.counter("scp.audit.refused", "operation", "retrieve").increment();
        return new ReadOutcome.AuditUnavailable();
    }

    private Mono<ReadOutcome> release(SessionId id, Caller caller, ScriptReply reply) {
        try {
            ReleasedToken token = open(id, reply);
            retrieved
                    .computeIfAbsent(
                            token.provider(),
                            provider -> meters.counter("scp.tokens.retrieved", "provider", provider.value()))
                    .increment();
            return Mono.just(new ReadOutcome.Released(token));
        } catch (UnsealException e) {
            return unreadable(id, caller, reply, e.reason());
        }
    }

    private ReleasedToken open(SessionId id, ScriptReply reply) {
        ProviderName provider = new ProviderName(reply.text(1));
        AgentId owner = new AgentId(reply.text(2));
        String refresh = reply.optionalText(4);
        Secret refreshToken = refresh == null ? null : cipher.open(refresh, TokenPlace.refresh(id, provider, owner));
        return new ReleasedToken(
                id,
                provider,
                owner,
                cipher.open(reply.text(3), TokenPlace.access(id, provider, owner)),
                refreshToken,
                orEmpty(reply.optionalText(6)),
                reply.optionalText(5) == null ? null : Instant.ofEpochMilli(reply.number(5)),
                Instant.ofEpochMilli(reply.number(7)),
                Instant.ofEpochMilli(reply.number(8)));
    }

    private Mono<ReadOutcome> unreadable(
            SessionId id, Caller caller, ScriptReply reply, UnsealException.Reason reason) {
        String provider = reply.text(1);
        String cause = reason == UnsealException.Reason.KEY_MISSING ? "key_missing" : "tampered";
        meters.counter("scp.tokens.unreadable", "reason", cause).increment();
        log.atError()
                .addKeyValue("sessionId", id)
                .addKeyValue("provider", provider)
                .addKeyValue("error", cause)
                .log("A stored token cannot be opened");
        NewEvent event = new NewEvent(
                EventType.TOKEN_RELEASE_FAILED,
                id.value(),
                new ProviderName(provider),
                caller.agent(),
                EventContents.releaseFailed(cause));
        return appendEvent.append(event, caller.context()).thenReturn(new ReadOutcome.Unreadable());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
