package org.securecontext.relay.configuration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up when every lane has been let into its group; shows each endpoint's breaker, which never makes the relay unready. */
@Component("relay")
class RelayHealth implements HealthIndicator {

    private final RelayLifecycle lifecycle;
    private final EndpointRegistry registry;
    private final CircuitBreakerRegistry breakers;

    RelayHealth(RelayLifecycle lifecycle, EndpointRegistry registry, CircuitBreakerRegistry breakers) {
        this.lifecycle = lifecycle;
        this.registry = registry;
        this.breakers = breakers;
    }

    @Override
    public Health health() {
        Health.Builder health = lifecycle.isReady() ? Health.up() : Health.outOfService();
        for (Endpoint endpoint : registry.all()) {
            String id = endpoint.id().value();
            health.withDetail(
                    id,
                    endpoint.isEnabled()
                            ? "breaker " + breakers.circuitBreaker(id).getState()
                            : "disabled: " + endpoint.disabled());
        }
        return health.build();
    }
}
