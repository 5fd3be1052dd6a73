package org.securecontext.proxy.refresh;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.providers.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;

/** Tells a provider that a token is no longer wanted (RFC 7009), where it has an endpoint for that. */
@Component
public class RevokeAtProvider {

    private static final Logger log = LoggerFactory.getLogger(RevokeAtProvider.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Providers providers;
    private final ProviderGuard guard;
    private final ProviderHttp http;

    RevokeAtProvider(Providers providers, ProviderGuard guard, ProviderHttp http) {
        this.providers = providers;
        this.guard = guard;
        this.http = http;
    }

    /** Revokes a refresh token, and with it the grant; whether the provider confirmed within 5 seconds. Never fails. */
    public Mono<Boolean> refreshToken(ProviderName provider, Secret token) {
        return revoke(provider, token, "refresh_token");
    }

    /** Revokes an access token; whether the provider confirmed within 5 seconds. Never fails. */
    public Mono<Boolean> accessToken(ProviderName provider, Secret token) {
        return revoke(provider, token, "access_token");
    }

    private Mono<Boolean> revoke(ProviderName provider, Secret token, String hint) {
        return providers
                .registration(provider)
                .flatMap(registration -> guard.guarded(provider, send(registration, token, hint)))
                .timeout(DEADLINE)
                .onErrorResume(failure -> notRevoked(provider, failure))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> send(ClientRegistration registration, Secret token, String hint) {
        URI endpoint = Providers.revocationEndpoint(registration);
        if (endpoint == null) {
            return Mono.just(false);
        }
        return http.webClient()
                .post()
                .uri(endpoint)
                .headers(headers -> authenticate(headers, registration))
                .body(BodyInserters.fromFormData(form(registration, token, hint)))
                .retrieve()
                .toBodilessEntity()
                .map(answer -> answer.getStatusCode().is2xxSuccessful());
    }

    /** Both parts are form-encoded first (RFC 6749 §2.3.1), as Spring Security does at the token endpoint. */
    static void authenticate(HttpHeaders headers, ClientRegistration registration) {
        if (registration.getClientAuthenticationMethod().equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
            headers.setBasicAuth(encoded(registration.getClientId()), encoded(registration.getClientSecret()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static MultiValueMap<String, String> form(ClientRegistration registration, Secret token, String hint) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("token", token.reveal());
        form.add("token_type_hint", hint);
        ClientAuthenticationMethod method = registration.getClientAuthenticationMethod();
        if (!method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)) {
            form.add("client_id", registration.getClientId());
        }
        if (method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            form.add("client_secret", registration.getClientSecret());
        }
        return form;
    }

    private static Mono<Boolean> notRevoked(ProviderName provider, Throwable failure) {
        log.atWarn()
                .addKeyValue("provider", provider)
                .addKeyValue("error", failure.getClass().getSimpleName())
                .log("A token could not be revoked at its provider");
        return Mono.just(false);
    }
}
