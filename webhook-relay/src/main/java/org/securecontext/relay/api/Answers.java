package org.securecontext.relay.api;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.springframework.stereotype.Component;

/** Puts what a call came to into the envelope. */
@Component
public final class Answers {

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    /** Data alone. */
    public <T> SuccessEnvelope<T> of(T data) {
        return of(data, null);
    }

    /** Data with a sentence for people. */
    public <T> SuccessEnvelope<T> of(T data, @Nullable String message) {
        return SuccessEnvelope.of(data, clock.instant(), message, null);
    }

    /**
     * What was done; what was refused is answered with its error code.
     *
     * @throws RefusedCall when it was refused, which {@link ApiErrors} answers
     */
    public <T> SuccessEnvelope<T> of(Outcome<T> outcome) {
        return of(outcome.<T>fold(done -> done, refused -> {
            throw new RefusedCall(refused.code(), refused.message(), refused.details());
        }));
    }
}
