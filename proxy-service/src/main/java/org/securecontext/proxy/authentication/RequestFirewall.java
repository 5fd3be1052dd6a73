package org.securecontext.proxy.authentication;

import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Mono;

/**
 * Spring Security's firewall in front of a request. Its look at the answer's headers for line breaks is left out: it asks for
 * each by name when the answer leaves, and Netty has refused such a value when it was set.
 */
final class RequestFirewall {

    private final ServerWebExchangeFirewall firewall = PlainHeaders.firewall();

    /**
     * The exchange with a request whose headers are checked when they are read; fails with {@link
     * org.springframework.security.web.server.firewall.ServerExchangeRejectedException}.
     */
    Mono<ServerWebExchange> accept(ServerWebExchange exchange) {
        return firewall.getFirewalledExchange(new RequestAlone(exchange))
                .map(accepted -> new Accepted(exchange, accepted.getRequest()));
    }

    private static final class RequestAlone extends ServerWebExchangeDecorator {

        private RequestAlone(ServerWebExchange exchange) {
            super(exchange);
        }

        @Override
        public ServerHttpResponse getResponse() {
            return new WithoutHooks(super.getResponse());
        }
    }

    private static final class WithoutHooks extends ServerHttpResponseDecorator {

        private WithoutHooks(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public void beforeCommit(Supplier<? extends Mono<Void>> action) {
            // What the firewall would do then, Netty has done.
        }
    }

    private static final class Accepted extends ServerWebExchangeDecorator {

        private final ServerHttpRequest request;

        private Accepted(ServerWebExchange exchange, ServerHttpRequest request) {
            super(exchange);
            this.request = request;
        }

        @Override
        public ServerHttpRequest getRequest() {
            return request;
        }
    }
}
