package org.securecontext.proxy.api;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
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

    /** An envelope as the answer of a route. */
    public Mono<ServerResponse> write(SuccessEnvelope<?> envelope) {
        byte[] body = json.write(envelope);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .contentLength(body.length)
                .body((output, context) ->
                        output.writeWith(Mono.just(output.bufferFactory().wrap(body))));
    }
}
