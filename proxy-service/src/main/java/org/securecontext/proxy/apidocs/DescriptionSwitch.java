package org.securecontext.proxy.apidocs;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers 404 where the description of the API and its pages would be, were they switched on ({@code SCP_API_DOCS}). */
final class DescriptionSwitch implements WebFilter {

    private static final List<String> FIRST_SEGMENTS = List.of("v3", "swagger-ui", "swagger-ui.html", "webjars");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return describes(exchange.getRequest())
                ? Mono.error(new NoResourceFoundException(
                        exchange.getRequest().getPath().value()))
                : chain.filter(exchange);
    }

    private static boolean describes(ServerHttpRequest request) {
        List<PathContainer.Element> elements =
                request.getPath().pathWithinApplication().elements();
        return elements.size() > 1
                && elements.get(1) instanceof PathContainer.PathSegment segment
                && FIRST_SEGMENTS.contains(segment.valueToMatch());
    }
}
