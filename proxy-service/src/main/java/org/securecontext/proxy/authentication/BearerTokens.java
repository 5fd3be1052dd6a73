package org.securecontext.proxy.authentication;

import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.ApiKey;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the bearer token (RFC 6750, section 2.1) of a call whose token is an API key, as nearly every call's is. Spring
 * Security's converter finds the same, with a regular expression and a look at the two places that it keeps closed, query
 * and form.
 */
final class BearerTokens {

    private static final String SCHEME = "Bearer ";

    private BearerTokens() {}

    /** The call's API key; null when it has none, or anything else for Spring Security's converter to judge. */
    static @Nullable String apiKey(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(SCHEME)) {
            return null;
        }
        String token = header.substring(SCHEME.length());
        return ApiKey.isWellFormed(token) ? token : null;
    }
}
