package org.securecontext.proxy.api;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts data into the success envelope. */
@Component
public final class Answers {

    private final Clock clock;
    private final EnvelopeJson json;

    Answers(Clock clock, EnvelopeJson json) {
        this.clock = clock;
        this.json = json;
    }

    /** Data alone. */
    public <T> SuccessEnvelope<T> of(T data) {
        return SuccessEnvelope.of(data, clock.instant());
    }

    /** Data with a sentence for people, and facts about the answer such as a cursor. */
    public <T> SuccessEnvelope<T> of(T data, @Nullable String message, @Nullable Object metadata) {
        return SuccessEnvelope.of(data, clock.instant(), message, metadata);
    }

    /** Answers a call that no handler takes with an envelope. */
    public Mono<Void> write(ServerWebExchange exchange, SuccessEnvelope<?> envelope) {
        byte[] body = json.write(envelope);
        ServerHttpResponse response = exchange.getResponse();
        boolean unused = response.setStatusCode(HttpStatus.OK);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
