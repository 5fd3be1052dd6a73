package org.securecontext.proxy.authentication;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agent;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a call pass that Spring Security's firewall accepts, whose bearer token is a caller's, and whose caller may make it
 * ({@link AccessRules}). One filter for what Spring Security spreads over seven, of the same parts (docs/decisions/0010).
 */
@Order(AccessFilter.PLACE)
final class AccessFilter implements WebFilter {

    /** Where Spring Security's own filter would stand. */
    static final int PLACE = -100;

    private final RequestFirewall firewall = new RequestFirewall();
    private final ServerAuthenticationConverter bearerTokens = new ServerBearerTokenAuthenticationConverter();
    private final Function<String, CallerAuthentication> callersByKey;
    private final ReactiveAuthenticationManager callers;
    private final AccessRules rules = new AccessRules();
    private final Optional<CallerAuthentication> anonymous;

    /**
     * Calls without a bearer token are the anonymous agent's, where there is one.
     *
     * @param callersByKey who a well-formed API key belongs to; fails as {@code callers} does when it is nobody's
     * @param callers who any other bearer token belongs to
     */
    AccessFilter(
            Function<String, CallerAuthentication> callersByKey,
            ReactiveAuthenticationManager callers,
            @Nullable Agent anonymous) {
        this.callersByKey = callersByKey;
        this.callers = callers;
        this.anonymous = Optional.ofNullable(anonymous).map(CallerAuthentication::ofAnonymous);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // The last step, since the firewall rejects a header only when something reads it.
        return firewall.accept(exchange)
                .flatMap(accepted -> admit(accepted, chain))
                .onErrorMap(ServerExchangeRejectedException.class, rejected -> Rejections.malformed(exchange));
    }

    private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain) {
        String key = BearerTokens.apiKey(exchange);
        return key == null
                ? authenticate(exchange).flatMap(caller -> pass(exchange, chain, caller.orElse(null)))
                : pass(exchange, chain, callerOf(key, exchange));
    }

    private CallerAuthentication callerOf(String key, ServerWebExchange exchange) {
        try {
            return callersByKey.apply(key);
        } catch (AuthenticationException e) {
            throw Rejections.unknownCaller(exchange, e);
        }
    }

    private Mono<Optional<CallerAuthentication>> authenticate(ServerWebExchange exchange) {
        return bearerTokens
                .convert(exchange)
                .flatMap(callers::authenticate)
                .cast(CallerAuthentication.class)
                .onErrorMap(AuthenticationException.class, failure -> Rejections.unknownCaller(exchange, failure))
                .singleOptional()
                .map(caller -> caller.or(() -> anonymous));
    }

    private Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, @Nullable CallerAuthentication caller) {
        rules.check(exchange, caller);
        if (caller != null) {
            caller.attachTo(exchange);
        }
        return chain.filter(exchange);
    }
}
