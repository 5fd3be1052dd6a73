package org.securecontext.proxy.tokens;

import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.authentication.Callers;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Answers the call that everything else is for, behind all that guards it and before WebFlux looks for a handler: it should
 * not pay for what finds and calls one (docs/decisions/0007).
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class TokenFilter implements WebFilter {

    private static final PathPattern PATH = PathPatternParser.defaultInstance.parse(TokenRoute.PATH);

    private final TokenHandler tokens;
    private final Callers callers;
    private final Answers answers;

    TokenFilter(TokenHandler tokens, Callers callers, Answers answers) {
        this.tokens = tokens;
        this.callers = callers;
        this.answers = answers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathPattern.PathMatchInfo match = exchange.getRequest().getMethod().equals(HttpMethod.GET)
                ? PATH.matchAndExtract(exchange.getRequest().getPath().pathWithinApplication())
                : null;
        return match == null
                ? chain.filter(exchange)
                : answer(exchange, match.getUriVariables().getOrDefault(TokenRoute.SESSION_ID, ""));
    }

    private Mono<Void> answer(ServerWebExchange exchange, String sessionId) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(metered -> metered.setPathPattern(TokenRoute.PATH));
        return tokens.read(callers.of(exchange), sessionId).flatMap(envelope -> answers.write(exchange, envelope));
    }
}
