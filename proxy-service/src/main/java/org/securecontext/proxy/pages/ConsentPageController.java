package org.securecontext.proxy.pages;

import org.securecontext.proxy.flow.ConnectRequest;
import org.securecontext.proxy.flow.FlowError;
import org.securecontext.proxy.flow.OpenConnectLink;
import org.securecontext.proxy.providers.Provider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page that an agent's connect link opens. */
@Controller
final class ConsentPageController {

    private final OpenConnectLink openConnectLink;
    private final ConnectPages connectPages;
    private final ScopeWords words;

    ConsentPageController(OpenConnectLink openConnectLink, ConnectPages connectPages, ScopeWords words) {
        this.openConnectLink = openConnectLink;
        this.connectPages = connectPages;
        this.words = words;
    }

    @GetMapping("/connect/{request_id}")
    Mono<Rendering> consent(@PathVariable("request_id") String requestId, ServerWebExchange exchange) {
        return openConnectLink
                .open(requestId, exchange)
                .map(outcome -> outcome.fold(
                        open -> page(open.request()),
                        elsewhere -> Rendering.redirectTo(elsewhere.target().toString())
                                .status(HttpStatus.FOUND)
                                .build(),
                        closed -> closed(closed.error())));
    }

    private Rendering page(ConnectRequest request) {
        Provider provider = request.provider();
        return Rendering.view("consent")
                .modelAttribute(
                        "page",
                        new ConsentPage(
                                request.agentName(),
                                ProviderView.of(provider, request.start().toString()),
                                request.scopes().stream()
                                        .map(scope -> words.describe(provider.name(), scope))
                                        .toList(),
                                request.expiresAt()))
                .build();
    }

    private Rendering closed(FlowError error) {
        return Rendering.view("connect")
                .modelAttribute("page", connectPages.after(FlowFailure.of(error)))
                .status(status(error))
                .build();
    }

    private static HttpStatus status(FlowError error) {
        return switch (error) {
            case INVALID_REQUEST -> HttpStatus.BAD_REQUEST;
            case REQUEST_EXPIRED -> HttpStatus.GONE;
            default -> HttpStatus.NOT_FOUND;
        };
    }
}
