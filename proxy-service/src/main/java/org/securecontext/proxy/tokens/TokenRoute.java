package org.securecontext.proxy.tokens;

import java.util.List;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.authentication.Callers;
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

/**
 * The path of {@link TokenHandler}: a route, since the call that everything else is for should not pay for what finds and
 * calls a controller's method.
 */
@Configuration(proxyBeanMethods = false)
class TokenRoute {

    /** The name of the path's variable. */
    static final String SESSION_ID = "session_id";

    private static final String PATH = "/api/tokens/{" + SESSION_ID + "}";

    @Bean
    @RouterOperation(path = PATH, method = RequestMethod.GET, beanClass = TokenHandler.class, beanMethod = "read")
    RouterFunction<ServerResponse> tokens(TokenHandler tokens, Callers callers, Answers answers) {
        return RouterFunctions.route()
                .GET(
                        PATH,
                        request -> tokens.read(callers.of(request.exchange()), request.pathVariable(SESSION_ID))
                                .flatMap(answers::write))
                .route(RequestPredicates.path(PATH), TokenRoute::refuse)
                .build();
    }

    /** HEAD too: answered like GET, it would release a token that nobody gets. */
    private static Mono<ServerResponse> refuse(ServerRequest request) {
        return Mono.error(new MethodNotAllowedException(request.method(), List.of(HttpMethod.GET)));
    }
}
