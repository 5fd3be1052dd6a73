package org.securecontext.proxy.protection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.ApiErrors;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.api.RequestIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers a target that is no URI (RFC 3986 §2.1), such as {@code /api/tokens?a=%zz}. Spring's adapter refuses it with a bare
 * 400 before any filter sees it; here that answer gets the headers of every other and, under {@code /api}, the envelope.
 */
@Component
final class MalformedTarget {

    private static final Logger log = LoggerFactory.getLogger(MalformedTarget.class);

    private final AnswerHeaders answerHeaders;
    private final RequestIds requestIds;
    private final ApiErrors errors;

    MalformedTarget(AnswerHeaders answerHeaders, RequestIds requestIds, ApiErrors errors) {
        this.answerHeaders = answerHeaders;
        this.requestIds = requestIds;
        this.errors = errors;
    }

    /** What to wait for instead of the server's answer: that has its status before anything of it happened only when refused. */
    Mono<Void> answer(Mono<Void> served, Connection connection) {
        return connection instanceof HttpServerResponse response
                        && connection instanceof HttpServerRequest request
                        && HttpResponseStatus.BAD_REQUEST.equals(response.status())
                ? served.then(Mono.from(refuse(request, response)))
                : served;
    }

    private Publisher<Void> refuse(HttpServerRequest request, HttpServerResponse response) {
        boolean api = request.uri().startsWith("/api/");
        String requestId = requestIds.of(request.requestHeaders().get(RequestIds.HEADER));
        HttpHeaders headers =
                response.responseHeaders().set(answerHeaders.ofUncached(api)).set(RequestIds.HEADER, requestId);
        if (api) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        }
        log.atInfo()
                .addKeyValue("requestId", requestId)
                .addKeyValue("outcome", ErrorCode.INVALID_REQUEST)
                .log("Call with a malformed target refused");
        return api ? response.sendByteArray(Mono.fromSupplier(this::body)) : response.send();
    }

    private byte[] body() {
        return errors.body(Refusal.of(ErrorCode.INVALID_REQUEST, "The request's target is no URI; percent-encode it."));
    }
}
