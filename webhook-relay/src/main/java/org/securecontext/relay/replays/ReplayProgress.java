package org.securecontext.relay.replays;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is, over all replicas.
 *
 * @param done records of the range that are settled
 * @param total records of the range
 * @param retrying events that failed and wait for their next attempt
 * @param perSecond records in a second, lately
 * @param until when it will be done at this pace; null where that cannot be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReplayProgress(
        long done,
        long total,
        int retrying,
        double perSecond,
        @Nullable Instant until) {

    /** From 0 to 100. */
    public int percent() {
        return total == 0 ? 100 : (int) (done * 100 / total);
    }
}
