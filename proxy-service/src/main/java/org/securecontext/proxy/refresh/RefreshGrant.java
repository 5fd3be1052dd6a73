package org.securecontext.proxy.refresh;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.providers.ProviderUnreachable;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.providers.TokenAnswer;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Sends a refresh token to its provider (RFC 6749 §6) through Spring Security's client, and names the answer. */
@Component
class RefreshGrant {

    private static final Set<Class<? extends Throwable>> NOT_SENT =
            Set.of(ConnectException.class, UnknownHostException.class, SSLHandshakeException.class);

    private final Providers providers;
    private final ProviderGuard guard;
    private final WebClientReactiveRefreshTokenTokenResponseClient client;

    RefreshGrant(Providers providers, ProviderGuard guard, ProviderHttp http) {
        this.providers = providers;
        this.guard = guard;
        this.client = new WebClientReactiveRefreshTokenTokenResponseClient();
        client.setWebClient(http.webClient());
        client.setBodyExtractor(TokenAnswer.reader());
    }

    /** The provider's answer; never fails for a reason that lies with the provider. */
    Mono<GrantOutcome> exchange(ProviderName provider, Secret refreshToken) {
        return providers
                .registration(provider)
                .flatMap(registration -> guard.guarded(provider, send(registration, refreshToken)))
                .<GrantOutcome>map(GrantOutcome.Granted::new)
                .switchIfEmpty(Mono.fromSupplier(() -> new GrantOutcome.Later("provider_off")))
                .onErrorResume(failure -> Mono.justOrEmpty(named(failure)).switchIfEmpty(Mono.error(failure)));
    }

    private Mono<OAuth2AccessTokenResponse> send(ClientRegistration registration, Secret refreshToken) {
        Instant now = Instant.now();
        OAuth2AccessToken unknown = new OAuth2AccessToken(TokenType.BEARER, "-", null, null);
        OAuth2RefreshToken token = new OAuth2RefreshToken(refreshToken.reveal(), now);
        return client.getTokenResponse(new OAuth2RefreshTokenGrantRequest(registration, unknown, token));
    }

    private static @Nullable GrantOutcome named(Throwable failure) {
        if (failure instanceof OAuth2AuthorizationException refusal) {
            return refusal(refusal.getError().getErrorCode());
        }
        if (failure instanceof CallNotPermittedException) {
            return new GrantOutcome.Later("breaker_open");
        }
        if (failure instanceof BulkheadFullException) {
            return new GrantOutcome.Later("too_many_calls");
        }
        if (failure instanceof ProviderUnreachable) {
            return new GrantOutcome.Later("unreachable");
        }
        if (failure instanceof TimeoutException) {
            return new GrantOutcome.NoAnswer("timeout");
        }
        if (failure instanceof WebClientRequestException request) {
            return wasNotSent(request)
                    ? new GrantOutcome.Later("unreachable")
                    : new GrantOutcome.NoAnswer("connection_lost");
        }
        return null;
    }

    /** Only {@code invalid_grant} speaks of the refresh token; an answer without a token may have used it. */
    private static GrantOutcome refusal(String code) {
        return switch (code) {
            case OAuth2ErrorCodes.INVALID_GRANT -> new GrantOutcome.Refused(code);
            case "invalid_token_response" -> new GrantOutcome.NoAnswer(code);
            default -> new GrantOutcome.Later(code);
        };
    }

    private static boolean wasNotSent(WebClientRequestException failure) {
        Throwable cause = failure.getCause();
        return cause != null && NOT_SENT.stream().anyMatch(type -> type.isInstance(cause));
    }
}
