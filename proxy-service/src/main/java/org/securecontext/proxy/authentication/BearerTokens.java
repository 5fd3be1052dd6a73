package org.securecontext.proxy.authentication;

import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.ApiKey;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds a call's bearer token (RFC 6750, section 2.1) as Spring Security does, but for an API key, which nearly every call
 * has, without its regular expression and without asking the two places that it keeps closed, query and form.
 */
final class BearerTokens implements ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";

    private final ServerAuthenticationConverter others = new ServerBearerTokenAuthenticationConverter();

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String key = apiKey(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        return key == null ? others.convert(exchange) : Mono.just(new BearerTokenAuthenticationToken(key));
    }

    private static @Nullable String apiKey(@Nullable String header) {
        if (header == null || !header.startsWith(SCHEME)) {
            return null;
        }
        String token = header.substring(SCHEME.length());
        return ApiKey.isWellFormed(token) ? token : null;
    }
}
