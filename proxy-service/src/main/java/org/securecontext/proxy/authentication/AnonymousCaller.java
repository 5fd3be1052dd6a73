package org.securecontext.proxy.authentication;

import org.securecontext.proxy.agents.Agent;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** In development: takes a call without a bearer token for the agent {@code anonymous} and for the admin. */
final class AnonymousCaller implements WebFilter {

    private static final String BEARER = "Bearer ";

    private final CallerAuthentication anonymous;

    AnonymousCaller(Agent anonymous) {
        this.anonymous = CallerAuthentication.ofAnonymous(anonymous);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        boolean hasToken = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return hasToken
                ? chain.filter(exchange)
                : chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(anonymous));
    }
}
