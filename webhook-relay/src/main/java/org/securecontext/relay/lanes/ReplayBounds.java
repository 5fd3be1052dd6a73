package org.securecontext.relay.lanes;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.securecontext.relay.records.WebhookEvent;

/**
 * What a replay delivers.
 *
 * @param job its id
 * @param ends the offset of each partition at which it ends
 * @param includes which events of the range
 * @param rate requests in a second over all replicas
 */
public record ReplayBounds(String job, Map<Integer, Long> ends, Predicate<WebhookEvent> includes, double rate) {

    /** Copies the map. */
    public ReplayBounds {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(includes, "includes");
        ends = Map.copyOf(ends);
    }
}
