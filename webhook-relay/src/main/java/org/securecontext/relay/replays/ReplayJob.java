package org.securecontext.relay.replays;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.EndpointId;
import org.securecontext.relay.lanes.EventRange;
import org.securecontext.relay.lanes.Lane;

/**
 * A replay as it stands in {@code scp.webhook.replays}.
 *
 * @param id its id
 * @param endpoint the endpoint's id
 * @param endpointKey its id and generation: a later endpoint of the same id is another one
 * @param from append time of the first event
 * @param to append time after the last
 * @param filter which events of the range
 * @param rate requests in a second over all replicas
 * @param starts the first offset of each partition
 * @param ends the offset after the last
 * @param state where it stands
 * @param note why, where there is something to say
 * @param createdAt when it was asked for
 * @param changedAt when its state changed last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReplayJob(
        ReplayId id,
        String endpoint,
        String endpointKey,
        Instant from,
        Instant to,
        ReplayFilter filter,
        double rate,
        Map<Integer, Long> starts,
        Map<Integer, Long> ends,
        ReplayState state,
        @Nullable String note,
        Instant createdAt,
        Instant changedAt) {

    /** Copies the maps. */
    public ReplayJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(endpointKey, "endpointKey");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(state, "state");
        starts = Map.copyOf(starts);
        ends = Map.copyOf(ends);
    }

    /** The consumer group that holds its positions. */
    @JsonIgnore
    public String consumerGroup() {
        return "scp-webhook-relay.replay." + id;
    }

    /** What its retries belong to. */
    @JsonIgnore
    public String retryKey() {
        return Lane.replayKey(endpointKey, id.value());
    }

    /** The endpoint's id. */
    @JsonIgnore
    public EndpointId endpointId() {
        return new EndpointId(endpoint);
    }

    /** How many records of the topic it goes through. */
    @JsonIgnore
    public long records() {
        return new EventRange.Offsets(starts, ends).records();
    }

    /** The same job in another state. */
    public ReplayJob in(ReplayState newState, @Nullable String why, Instant now) {
        return new ReplayJob(
                id, endpoint, endpointKey, from, to, filter, rate, starts, ends, newState, why, createdAt, now);
    }
}
