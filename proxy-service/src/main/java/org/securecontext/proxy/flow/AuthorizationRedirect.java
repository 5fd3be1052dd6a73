package org.securecontext.proxy.flow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.securecontext.proxy.providers.Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes the authorization request (RFC 6749 §4.1.1) with Spring Security: state, nonce and PKCE are its own. */
final class AuthorizationRedirect {

    private AuthorizationRedirect() {}

    static Mono<OAuth2AuthorizationRequest> of(
            ServerWebExchange exchange, Provider provider, ClientRegistration registration, List<String> scopes) {
        // Spring takes scopes from the registration, and sends a nonce when openid is among them.
        ClientRegistration asked = ClientRegistration.withClientRegistration(registration)
                .scope(new LinkedHashSet<>(scopes))
                .build();
        DefaultServerOAuth2AuthorizationRequestResolver resolver =
                new DefaultServerOAuth2AuthorizationRequestResolver(name -> Mono.just(asked));
        resolver.setAuthorizationRequestCustomizer(request -> customize(request, provider, scopes));
        return resolver.resolve(exchange, asked.getRegistrationId());
    }

    private static void customize(OAuth2AuthorizationRequest.Builder request, Provider provider, List<String> scopes) {
        request.parameters(parameters -> {
            Map<String, Object> protocol = new LinkedHashMap<>(parameters);
            parameters.putAll(provider.authorizationParameters());
            parameters.putAll(protocol);
            if (!scopes.isEmpty()) {
                parameters.put(
                        OAuth2ParameterNames.SCOPE,
                        String.join(provider.scopes().separator(), scopes));
            }
        });
    }
}
