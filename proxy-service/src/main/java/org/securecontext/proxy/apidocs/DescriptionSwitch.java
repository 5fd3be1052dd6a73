package org.securecontext.proxy.apidocs;

import java.util.List;
import org.securecontext.proxy.api.EntryStep;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;

/** Answers 404 where the description of the API and its pages would be, were they switched on ({@code SCP_API_DOCS}). */
final class DescriptionSwitch implements EntryStep {

    private static final List<String> FIRST_SEGMENTS = List.of("v3", "swagger-ui", "swagger-ui.html", "webjars");

    @Override
    public boolean admits(ServerWebExchange exchange) {
        if (describes(exchange.getRequest())) {
            throw new NoResourceFoundException(exchange.getRequest().getPath().value());
        }
        return true;
    }

    private static boolean describes(ServerHttpRequest request) {
        List<PathContainer.Element> elements =
                request.getPath().pathWithinApplication().elements();
        return elements.size() > 1
                && elements.get(1) instanceof PathContainer.PathSegment segment
                && FIRST_SEGMENTS.contains(segment.valueToMatch());
    }
}
