package org.securecontext.proxy.pages;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.securecontext.proxy.api.ApiPath;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.api.SafeTrace;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Shows a page for each error outside the API. */
@Component
@Order(-2)
final class ErrorPages implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final ViewResolver views;

    ErrorPages(ViewResolver views) {
        this.views = views;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || ApiPath.contains(exchange.getRequest())) {
            return Mono.error(error);
        }
        HttpStatusCode status = status(error);
        if (status.is5xxServerError()) {
            LOG.atError()
                    .addKeyValue("error", error.getClass().getName())
                    .setCause(SafeTrace.of(error))
                    .log("page failed");
        }
        if (error instanceof ErrorResponse known) {
            response.getHeaders().putAll(known.getHeaders());
        }
        response.setStatusCode(status);
        ProblemPage page = ProblemPage.of(status, response.getHeaders().getFirst("X-Request-ID"));
        return views.resolveViewName("problem", Locale.ENGLISH)
                .flatMap(view -> view.render(Map.of("page", page), HTML, exchange));
    }

    private static HttpStatusCode status(Throwable error) {
        if (error instanceof ErrorResponse known) {
            return known.getStatusCode();
        }
        if (error instanceof Refusal refusal) {
            return HttpStatusCode.valueOf(refusal.code().status());
        }
        return error instanceof StorageUnavailable ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
    }
}
