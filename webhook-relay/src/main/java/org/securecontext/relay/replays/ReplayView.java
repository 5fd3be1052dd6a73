package org.securecontext.relay.replays;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay as operators see it.
 *
 * @param note why it is in this state, where there is something to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReplayView(
        String id,
        String endpoint,
        ReplayState state,
        @Nullable String note,
        Instant from,
        Instant to,
        ReplayFilter filter,
        double rate,
        String consumerGroup,
        Instant createdAt,
        Instant changedAt,
        ReplayProgress progress) {

    static ReplayView of(ReplayJob job, ReplayProgress progress) {
        return new ReplayView(
                job.id().value(),
                job.endpoint(),
                job.state(),
                job.note(),
                job.from(),
                job.to(),
                job.filter(),
                job.rate(),
                job.consumerGroup(),
                job.createdAt(),
                job.changedAt(),
                progress);
    }
}
