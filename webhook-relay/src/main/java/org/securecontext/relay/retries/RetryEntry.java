package org.securecontext.relay.retries;

import java.time.Instant;
import java.util.Objects;
import org.securecontext.relay.records.SourceRecord;

/**
 * An open retry.
 *
 * @param key whose it is
 * @param failedAttempts how many attempts have failed so far; 0 when an operator asked for a delivery
 * @param due when the next attempt may start
 * @param source the event's record, kept whole, so that a retry needs no look-up
 */
public record RetryEntry(RetryKey key, int failedAttempts, Instant due, SourceRecord source) {

    /** Fails with an {@link IllegalArgumentException} for a negative number. */
    public RetryEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(source, "source");
        if (failedAttempts < 0) {
            throw new IllegalArgumentException("failed attempts count from 0");
        }
    }
}
