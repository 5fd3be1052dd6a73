package org.securecontext.relay.deadletters;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.records.SourceRecord;

/**
 * What one endpoint will not get without an operator.
 *
 * @param endpointKey id and generation of the endpoint
 * @param job the replay it belongs to; null in the live lane
 * @param source the record, with its place in the event topic
 * @param cause {@code attempts_used_up}, or why the record is no event, such as {@code no_json}
 * @param detail a sentence for the operator
 * @param attempts how many were made
 * @param at when it was given up
 */
public record DeadLetter(
        String endpointKey,
        @Nullable String job,
        SourceRecord source,
        String cause,
        String detail,
        int attempts,
        Instant at) {

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public DeadLetter {
        Objects.requireNonNull(endpointKey, "endpointKey");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(at, "at");
    }
}
