package org.securecontext.proxy.api;

import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes a call through all {@link EntryStep}s at once; a filter for each would cost every call a link of the chain. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EntryFilter implements WebFilter {

    private final List<EntryStep> steps;

    EntryFilter(List<EntryStep> steps) {
        this.steps = List.copyOf(steps);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        for (EntryStep step : steps) {
            if (!step.admits(exchange)) {
                return Mono.empty();
            }
        }
        return chain.filter(exchange);
    }
}
