package org.securecontext.proxy.api;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.springframework.stereotype.Component;

/** Puts data into the success envelope. */
@Component
public final class Answers {

    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    /** Data alone. */
    public <T> SuccessEnvelope<T> of(T data) {
        return SuccessEnvelope.of(data, clock.instant());
    }

    /** Data with a sentence for people, and facts about the answer such as a cursor. */
    public <T> SuccessEnvelope<T> of(T data, @Nullable String message, @Nullable Object metadata) {
        return SuccessEnvelope.of(data, clock.instant(), message, metadata);
    }
}
