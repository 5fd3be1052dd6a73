package org.securecontext.relay.lanes;

import org.jspecify.annotations.Nullable;
import org.securecontext.relay.records.SourceRecord;
import org.securecontext.relay.records.WebhookEvent;
import org.securecontext.relay.retries.RetryEntry;
import org.securecontext.relay.retries.RetryKey;

/**
 * One event on its way to the endpoint.
 *
 * @param partition where it came from, as it is owned now
 * @param source its record
 * @param event the event
 * @param key whose retry it is or would be
 * @param retry the retry that is due; null for an event that comes from the topic
 */
record LaneWork(
        OwnedPartition partition,
        SourceRecord source,
        WebhookEvent event,
        RetryKey key,
        @Nullable RetryEntry retry) {

    /** The number of the attempt that comes next. */
    int attempt() {
        return retry == null ? 1 : retry.failedAttempts() + 1;
    }
}
