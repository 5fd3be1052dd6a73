package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How an endpoint fares.
 *
 * @param breaker the state of its circuit breaker in this replica
 * @param lagRecords how many events it is behind, over all replicas; -1 while Kafka does not say
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EndpointHealth(String breaker, long lagRecords) {}
