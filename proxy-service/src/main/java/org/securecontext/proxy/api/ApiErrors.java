package org.securecontext.proxy.api;

import java.time.Clock;
import java.time.Duration;
import org.securecontext.events.envelope.ErrorEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers every error under {@code /api} in the envelope, with one log line each. */
@Component
@Order(-3)
public final class ApiErrors implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    private final EnvelopeJson json;
    private final Clock clock;

    ApiErrors(EnvelopeJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (!ApiPath.contains(exchange.getRequest()) || exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        Refusal refusal = Refusals.of(failure);
        report(exchange, refusal, failure);
        return write(exchange.getResponse(), refusal, failure);
    }

    private Mono<Void> write(ServerHttpResponse response, Refusal refusal, Throwable failure) {
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(HttpStatusCode.valueOf(refusal.code().status()));
        headers.setContentType(MediaType.APPLICATION_JSON);
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        if (failure instanceof MethodNotAllowedException wrongMethod) {
            headers.setAllow(wrongMethod.getSupportedMethods());
        }
        DataBuffer body = response.bufferFactory().wrap(body(refusal));
        return response.writeWith(Mono.just(body));
    }

    /** The envelope of a refusal, as UTF-8 JSON. */
    public byte[] body(Refusal refusal) {
        return json.write(ErrorEnvelope.of(refusal.code(), refusal.message(), refusal.details(), clock.instant()));
    }

    private static void report(ServerWebExchange exchange, Refusal refusal, Throwable failure) {
        String requestId = exchange.getResponse().getHeaders().getFirst(RequestIds.HEADER);
        if (refusal.code().status() == 500) {
            log.atError()
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("outcome", refusal.code())
                    .setCause(SafeTrace.of(failure))
                    .log("API call failed");
        } else if (refusal.code().status() > 500) {
            log.atWarn()
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("outcome", refusal.code())
                    .addKeyValue("error", rootOf(failure))
                    .log("API call cannot be served now");
        } else {
            log.atInfo()
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("outcome", refusal.code())
                    .log("API call refused");
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }
}
