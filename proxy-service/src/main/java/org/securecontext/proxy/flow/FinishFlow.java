package org.securecontext.proxy.flow;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.providers.ProviderUnreachable;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.providers.TokenAnswer;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.securecontext.proxy.vault.CreateOutcome;
import org.securecontext.proxy.vault.CreateSession;
import org.securecontext.proxy.vault.NewSession;
import org.securecontext.proxy.vault.Origin;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Takes a browser back from the provider: once per state, in the browser where it began, with this provider's answer. */
@Component
class FinishFlow {

    private final RedisFlows flows;
    private final Providers providers;
    private final ExchangeCode exchange;
    private final CreateSession createSession;
    private final FlowJournal journal;

    FinishFlow(
            RedisFlows flows,
            Providers providers,
            ExchangeCode exchange,
            CreateSession createSession,
            FlowJournal journal) {
        this.flows = flows;
        this.providers = providers;
        this.exchange = exchange;
        this.createSession = createSession;
        this.journal = journal;
    }

    /** Ends the flow of a callback. It runs to its end also when the browser hangs up: a code can be used only once. */
    Mono<FlowEnd> finish(Callback callback) {
        Mono<FlowEnd> work = flows.consume(callback.state())
                .flatMap(flow -> end(flow, callback))
                .onErrorResume(StorageUnavailable.class, lost -> failed(null, FlowError.STORAGE_UNAVAILABLE))
                .switchIfEmpty(failed(null, FlowError.REQUEST_UNKNOWN))
                .flatMap(end -> journal.write(end, callback).thenReturn(end));
        return Mono.defer(() -> Mono.fromFuture(work.toFuture(), true));
    }

    private Mono<FlowEnd> end(PendingFlow flow, Callback callback) {
        if (!flow.provider().equals(callback.provider())) {
            return failed(flow, FlowError.INVALID_REQUEST);
        }
        if (!BrowserBinding.same(flow.browser(), BrowserBinding.hash(callback.browser()))) {
            return failed(flow, FlowError.WRONG_BROWSER);
        }
        return providers
                .registration(flow.provider())
                .flatMap(registration -> answered(flow, callback, registration))
                .onErrorResume(failure -> reason(failure) != null, failure -> failed(flow, reasonOf(failure)));
    }

    private Mono<FlowEnd> answered(PendingFlow flow, Callback callback, ClientRegistration registration) {
        if (!isIssuer(callback.issuer(), registration)) {
            return failed(flow, FlowError.PROVIDER_ERROR);
        }
        if (callback.code() == null) {
            boolean denied = "access_denied".equals(callback.error());
            return failed(flow, denied ? FlowError.ACCESS_DENIED : FlowError.PROVIDER_ERROR);
        }
        return exchange.exchange(flow, callback.state(), callback.code())
                .flatMap(tokens -> createSession.create(session(flow, tokens), callback.context()))
                .map(outcome -> ended(flow, outcome));
    }

    /** RFC 9207 §2.4: an issuer that is named must be the right one, and must be named where that was promised. */
    private static boolean isIssuer(@Nullable String named, ClientRegistration registration) {
        String expected = registration.getProviderDetails().getIssuerUri();
        if (named == null) {
            return !Providers.namesItself(registration);
        }
        return expected == null || expected.equals(named);
    }

    private static NewSession session(PendingFlow flow, OAuth2AccessTokenResponse tokens) {
        Duration lifetime = TokenAnswer.lifetime(tokens);
        OAuth2RefreshToken refreshToken = tokens.getRefreshToken();
        return new NewSession(
                flow.provider(),
                flow.owner(),
                flow.workflowId(),
                flow.request() == null ? Origin.BROWSER : Origin.AGENT,
                new Secret(tokens.getAccessToken().getTokenValue()),
                refreshToken == null ? null : new Secret(refreshToken.getTokenValue()),
                granted(flow, tokens),
                lifetime,
                flow.request() == null ? null : flow.request().value());
    }

    /** What was granted; a provider that names no scope granted what was asked (RFC 6749 §5.1). */
    private static String granted(PendingFlow flow, OAuth2AccessTokenResponse tokens) {
        Set<String> scopes = tokens.getAccessToken().getScopes();
        if (scopes.isEmpty()) {
            return String.join(" ", flow.scopes());
        }
        // GitHub and Slack put commas where RFC 6749 §3.3 has spaces.
        return scopes.stream()
                .flatMap(scope -> Arrays.stream(scope.split(",")))
                .filter(scope -> !scope.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static FlowEnd ended(PendingFlow flow, CreateOutcome outcome) {
        return outcome.fold(
                created -> new FlowEnd.Connected(flow, created.sessionId()),
                limit -> new FlowEnd.Failed(flow, FlowError.STORAGE_LIMIT_REACHED),
                audit -> new FlowEnd.Failed(flow, FlowError.AUDIT_UNAVAILABLE),
                gone -> new FlowEnd.Failed(flow, FlowError.REQUEST_UNKNOWN));
    }

    private static Mono<FlowEnd> failed(@Nullable PendingFlow flow, FlowError error) {
        return Mono.just(new FlowEnd.Failed(flow, error));
    }

    private static FlowError reasonOf(Throwable failure) {
        FlowError reason = reason(failure);
        return reason == null ? FlowError.PROVIDER_ERROR : reason;
    }

    private static @Nullable FlowError reason(Throwable failure) {
        if (failure instanceof StorageUnavailable) {
            return FlowError.STORAGE_UNAVAILABLE;
        }
        if (failure instanceof TimeoutException || isReadTimeout(failure)) {
            return FlowError.PROVIDER_TIMEOUT;
        }
        boolean refused = failure instanceof OAuth2AuthorizationException
                || failure instanceof OAuth2AuthenticationException
                || failure instanceof WebClientRequestException
                || failure instanceof ProviderUnreachable;
        return refused ? FlowError.PROVIDER_ERROR : null;
    }

    private static boolean isReadTimeout(Throwable failure) {
        return failure instanceof WebClientRequestException
                && failure.getCause() instanceof io.netty.handler.timeout.TimeoutException;
    }
}
