package org.securecontext.proxy.tokens;

import java.util.List;
import org.springdoc.core.annotations.RouterOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** What the path of a token says to every method but GET, which {@link TokenFilter} answers, and its description. */
@Configuration(proxyBeanMethods = false)
class TokenRoute {

    /** The name of the path's variable. */
    static final String SESSION_ID = "session_id";

    /** The path, as a pattern. */
    static final String PATH = "/api/tokens/{" + SESSION_ID + "}";

    @Bean
    @RouterOperation(path = PATH, method = RequestMethod.GET, beanClass = TokenHandler.class, beanMethod = "read")
    RouterFunction<ServerResponse> tokens() {
        return RouterFunctions.route(RequestPredicates.path(PATH), TokenRoute::refuse);
    }

    /** HEAD too: answered like GET, it would release a token that nobody gets. */
    private static Mono<ServerResponse> refuse(ServerRequest request) {
        return Mono.error(new MethodNotAllowedException(request.method(), List.of(HttpMethod.GET)));
    }
}
