package org.securecontext.events.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are created and what is asked of those that exist.
 *
 * @param create {@code SCP_KAFKA_CREATE_TOPICS}: whether a service creates what is missing; default true
 * @param replicationFactor {@code SCP_KAFKA_REPLICATION_FACTOR}; unset: 3 in production, else the broker's default
 * @param minInsyncReplicas {@code SCP_KAFKA_MIN_INSYNC_REPLICAS}; unset: 2 in production, else the broker's default
 * @param eventRetention {@code SCP_KAFKA_EVENT_RETENTION}: of token events, operator events and dead letters; default
 *     30 days
 * @param attemptRetention {@code SCP_KAFKA_ATTEMPT_RETENTION}: of the attempt log; default 14 days
 */
public record TopicSettings(
        @DefaultValue("true") boolean create,
        @Nullable Short replicationFactor,
        @Nullable Integer minInsyncReplicas,
        @DefaultValue("30d") Duration eventRetention,
        @DefaultValue("14d") Duration attemptRetention) {

    /** What holds when nothing is set. */
    public static TopicSettings defaults() {
        return new TopicSettings(true, null, null, Duration.ofDays(30), Duration.ofDays(14));
    }
}
