package org.securecontext.proxy.protection;

import org.securecontext.proxy.api.EntryStep;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** Refuses a body that says it is over 64 KiB, on every path; one that does not say so is cut off there by its reader. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class BodyLimit implements EntryStep, WebFluxConfigurer {

    private static final int LARGEST = 64 * 1024;

    @Override
    public boolean admits(ServerWebExchange exchange) {
        if (exchange.getRequest().getHeaders().getContentLength() > LARGEST) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE);
        }
        return true;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.defaultCodecs().maxInMemorySize(LARGEST);
    }
}
