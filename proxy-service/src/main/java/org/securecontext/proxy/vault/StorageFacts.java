package org.securecontext.proxy.vault;

import java.time.Duration;
import java.util.Map;

/**
 * How much is stored.
 *
 * @param sessions live sessions in all
 * @param byProvider live sessions of each provider
 * @param byAgent live sessions of each agent
 * @param outboxDepth events that Kafka has not confirmed
 * @param outboxOldest how long the oldest of them has waited; zero when there is none
 */
public record StorageFacts(
        long sessions,
        Map<String, Long> byProvider,
        Map<String, Long> byAgent,
        long outboxDepth,
        Duration outboxOldest) {

    /** Keeps its own copies of the maps. */
    public StorageFacts {
        byProvider = Map.copyOf(byProvider);
        byAgent = Map.copyOf(byAgent);
    }
}
