package org.securecontext.relay.delivery;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.records.WebhookEvent;

/**
 * What is to be attempted.
 *
 * @param endpoint as it is now
 * @param event what it receives
 * @param number of the attempt, from 1
 * @param job the replay or redelivery that it belongs to; null in the live lane
 * @param mayRepeat asked before each repeat within the attempt, by any thread; no where the endpoint's rate has no room
 */
public record AttemptRequest(
        Endpoint endpoint,
        WebhookEvent event,
        int number,
        @Nullable String job,
        BooleanSupplier mayRepeat) {

    /** Fails with an {@link IllegalArgumentException} for a number below 1. */
    public AttemptRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(mayRepeat, "mayRepeat");
        if (number < 1) {
            throw new IllegalArgumentException("attempts count from 1");
        }
    }
}
