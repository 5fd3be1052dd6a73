package org.securecontext.proxy.flow;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.providers.TokenAnswer;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.ReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Trades an authorization code for tokens (RFC 6749 §4.1.3) and validates the ID token, both by Spring Security. */
@Component
class ExchangeCode {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Providers providers;
    private final ReactiveOAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens;
    private final IdTokens idTokens;

    ExchangeCode(Providers providers, WebClient providerWebClient, IdTokens idTokens) {
        WebClientReactiveAuthorizationCodeTokenResponseClient client =
                new WebClientReactiveAuthorizationCodeTokenResponseClient();
        client.setWebClient(providerWebClient);
        client.setBodyExtractor(TokenAnswer.reader());
        this.providers = providers;
        this.tokens = client;
        this.idTokens = idTokens;
    }

    /**
     * The tokens for a code, within 20 seconds.
     *
     * @return fails with an {@link org.springframework.security.oauth2.core.OAuth2AuthorizationException} when the provider
     *     refuses, an {@link org.springframework.security.oauth2.core.OAuth2AuthenticationException} when the ID token is
     *     not valid, or a {@link java.util.concurrent.TimeoutException}
     */
    Mono<OAuth2AccessTokenResponse> exchange(PendingFlow flow, String state, String code) {
        return providers
                .registration(flow.provider())
                .map(registration -> login(flow, registration, state, code))
                .flatMap(this::tokens)
                .timeout(DEADLINE);
    }

    private Mono<OAuth2AccessTokenResponse> tokens(OAuth2AuthorizationCodeAuthenticationToken login) {
        return tokens.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                        login.getClientRegistration(), login.getAuthorizationExchange()))
                .flatMap(response -> validated(login, response));
    }

    /** Without openid there is no ID token to look at, and Spring's manager answers empty. */
    private Mono<OAuth2AccessTokenResponse> validated(
            OAuth2AuthorizationCodeAuthenticationToken login, OAuth2AccessTokenResponse response) {
        OidcAuthorizationCodeReactiveAuthenticationManager manager =
                new OidcAuthorizationCodeReactiveAuthenticationManager(
                        request -> Mono.just(response),
                        user -> Mono.just(new DefaultOidcUser(Set.of(), user.getIdToken())));
        manager.setJwtDecoderFactory(idTokens.decoders());
        return manager.authenticate(login).thenReturn(response);
    }

    private static OAuth2AuthorizationCodeAuthenticationToken login(
            PendingFlow flow, ClientRegistration registration, String state, String code) {
        OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(registration.getProviderDetails().getAuthorizationUri())
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(new LinkedHashSet<>(flow.scopes()))
                .state(state)
                .attributes(attributes -> {
                    put(attributes, PkceParameterNames.CODE_VERIFIER, flow.codeVerifier());
                    put(attributes, OidcParameterNames.NONCE, flow.nonce());
                })
                .build();
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(registration.getRedirectUri())
                .state(state)
                .build();
        return new OAuth2AuthorizationCodeAuthenticationToken(
                registration, new OAuth2AuthorizationExchange(request, response));
    }

    private static void put(Map<String, Object> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
