package org.securecontext.proxy.refresh;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.securecontext.events.keys.Secret;
import org.securecontext.events.keys.UnsealException;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.securecontext.proxy.sealing.TokenCipher;
import org.securecontext.proxy.sealing.TokenPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The part of a flight that holds the intent: calls the provider and records what came of it. */
@Component
class ProviderExchange {

    private static final Logger log = LoggerFactory.getLogger(ProviderExchange.class);
    private static final int KEEPS_PER_LIFE = 3;
    private static final Retry STORE_RETRY = Retry.backoff(20, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(5))
            .filter(StorageUnavailable.class::isInstance)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final RefreshGrant grant;
    private final FlightRecorder recorder;
    private final RevokeAtProvider revokeAtProvider;
    private final TokenCipher cipher;
    private final MeterRegistry meters;
    private final Duration keepEvery;

    ProviderExchange(
            RefreshGrant grant,
            FlightRecorder recorder,
            RevokeAtProvider revokeAtProvider,
            TokenCipher cipher,
            MeterRegistry meters,
            RefreshSettings settings) {
        this.grant = grant;
        this.recorder = recorder;
        this.revokeAtProvider = revokeAtProvider;
        this.cipher = cipher;
        this.meters = meters;
        this.keepEvery = settings.flightLife().dividedBy(KEEPS_PER_LIFE);
    }

    /** Runs the flight; {@code intent} is what the intent script answered: go, owner, sealed refresh token. */
    Mono<RefreshResult> run(Flight flight, ScriptReply intent) {
        AgentId owner = new AgentId(intent.text(1));
        Secret refreshToken;
        try {
            refreshToken =
                    cipher.open(intent.text(2), TokenPlace.refresh(flight.sessionId(), flight.provider(), owner));
        } catch (UnsealException e) {
            return later(flight, "unreadable");
        }
        return Mono.firstWithSignal(grant.exchange(flight.provider(), refreshToken), kept(flight))
                .flatMap(outcome -> outcome.fold(
                        granted -> stored(flight, owner, refreshToken, granted.response()),
                        refused -> refused(flight, refused.error()),
                        later -> later(flight, later.error()),
                        noAnswer -> unanswered(flight, noAnswer.error())));
    }

    /** Keeps the flight alive and never ends by itself. That the lease was lost changes nothing: the intent stands. */
    private Mono<GrantOutcome> kept(Flight flight) {
        return Flux.interval(keepEvery)
                .onBackpressureDrop()
                .concatMap(tick -> recorder.keep(flight).onErrorResume(StorageUnavailable.class, e -> Mono.empty()))
                .then(Mono.never());
    }

    /** The provider has spoken, so the answer is stored however long Redis is away, up to about a minute and a half. */
    private Mono<RefreshResult> stored(
            Flight flight, AgentId owner, Secret oldRefreshToken, OAuth2AccessTokenResponse answer) {
        return recorder.store(flight, owner, oldRefreshToken, answer)
                .retryWhen(STORE_RETRY)
                .flatMap(reply -> switch (reply.outcome()) {
                    case "stored" -> renewed(flight);
                    case "superseded" -> Mono.just(RefreshResult.RENEWED);
                    case "gone" -> unwanted(flight, answer);
                    default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
                });
    }

    private Mono<RefreshResult> renewed(Flight flight) {
        count(flight, "refreshed");
        return Mono.just(RefreshResult.RENEWED);
    }

    /** The session ended while its provider was asked: nobody will ever fetch these tokens. */
    private Mono<RefreshResult> unwanted(Flight flight, OAuth2AccessTokenResponse answer) {
        OAuth2RefreshToken refreshToken = answer.getRefreshToken();
        Mono<Boolean> revoked = refreshToken == null
                ? revokeAtProvider.accessToken(
                        flight.provider(), new Secret(answer.getAccessToken().getTokenValue()))
                : revokeAtProvider.refreshToken(flight.provider(), new Secret(refreshToken.getTokenValue()));
        return revoked.thenReturn(RefreshResult.REFUSED);
    }

    private Mono<RefreshResult> refused(Flight flight, String error) {
        count(flight, "refused");
        return settled(flight, "refused", error, RefreshResult.REFUSED);
    }

    private Mono<RefreshResult> later(Flight flight, String error) {
        count(flight, "unavailable");
        return settled(flight, "later", error, RefreshResult.UNAVAILABLE);
    }

    private Mono<RefreshResult> unanswered(Flight flight, String error) {
        count(flight, "unanswered");
        return settled(flight, "unanswered", error, RefreshResult.TIMED_OUT);
    }

    private Mono<RefreshResult> settled(Flight flight, String how, String error, RefreshResult result) {
        log.atWarn()
                .addKeyValue("sessionId", flight.sessionId())
                .addKeyValue("provider", flight.provider())
                .addKeyValue("outcome", how)
                .addKeyValue("error", error)
                .log("An access token was not renewed");
        return recorder.settle(flight, how, error).thenReturn(result);
    }

    private void count(Flight flight, String outcome) {
        if (outcome.equals("refreshed")) {
            meters.counter("scp.tokens.refreshed", "provider", flight.provider().value())
                    .increment();
        } else {
            meters.counter(
                            "scp.token.refresh.failures",
                            "provider",
                            flight.provider().value(),
                            "outcome",
                            outcome)
                    .increment();
        }
    }
}
