package org.securecontext.relay.endpointapi;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointId;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.lanes.GroupLag;
import org.springframework.stereotype.Component;

/** Says how endpoints fare; asks Kafka at most once in a second, however many look. */
@Component
public final class HealthOfEndpoints {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final EndpointRegistry registry;
    private final GroupLag lag;
    private final CircuitBreakerRegistry breakers;
    private final Clock clock;
    private Instant readAt = Instant.EPOCH;
    private Map<EndpointId, Long> behind = Map.of();

    HealthOfEndpoints(EndpointRegistry registry, GroupLag lag, CircuitBreakerRegistry breakers, Clock clock) {
        this.registry = registry;
        this.lag = lag;
        this.breakers = breakers;
        this.clock = clock;
    }

    /** The health of an endpoint. */
    public EndpointHealth of(Endpoint endpoint) {
        String breaker =
                breakers.circuitBreaker(endpoint.id().value()).getState().name();
        return new EndpointHealth(breaker.toLowerCase(Locale.ROOT), lags().getOrDefault(endpoint.id(), -1L));
    }

    private synchronized Map<EndpointId, Long> lags() {
        Instant now = clock.instant();
        if (now.isBefore(readAt.plus(FRESH))) {
            return behind;
        }
        readAt = now;
        try {
            Map<Integer, Long> ends = lag.ends();
            Map<EndpointId, Long> read = new HashMap<>();
            registry.all().forEach(one -> read.put(one.id(), lag.behind(one.consumerGroup(), ends)));
            behind = read;
        } catch (KafkaException e) {
            // Kafka is away: what is not known is said to be unknown.
            behind = Map.of();
        }
        return behind;
    }
}
