package org.securecontext.relay.endpointapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointId;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.endpoints.EndpointsTopic;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.operators.OperatorEvents;
import org.springframework.stereotype.Component;

/**
 * Writes a change of an endpoint: first the event that tells of it, then the change. It returns when this replica follows the
 * change; the others do within moments.
 */
@Component
final class KeepEndpoint {

    private final EndpointsTopic topic;
    private final EndpointRegistry registry;
    private final OperatorEvents events;

    KeepEndpoint(EndpointsTopic topic, EndpointRegistry registry, OperatorEvents events) {
        this.topic = topic;
        this.registry = registry;
        this.events = events;
    }

    /** Keeps an endpoint as it is given. */
    void keep(Endpoint endpoint, String action, Operator operator, List<String> changed) {
        tell(endpoint, action, operator, Map.of("changed", changed));
        apply(endpoint.id(), () -> topic.put(endpoint));
    }

    /** Keeps that an endpoint is disabled for a reason or, with null, enabled. */
    void keepState(Endpoint endpoint, @Nullable String disabled, Operator operator) {
        tell(
                endpoint,
                disabled == null ? "enabled" : "disabled",
                operator,
                disabled == null ? Map.of() : Map.of("reason", disabled));
        apply(endpoint.id(), () -> topic.putState(endpoint, disabled));
    }

    /** Deletes an endpoint. */
    void delete(Endpoint endpoint, Operator operator) {
        tell(endpoint, "deleted", operator, Map.of());
        apply(endpoint.id(), () -> topic.delete(endpoint.id()));
    }

    private void tell(Endpoint endpoint, String action, Operator operator, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>(more);
        facts.put("action", action);
        facts.put("endpoint", endpoint.id().value());
        facts.put("target", endpoint.target().toString());
        events.append("endpoint_changed", endpoint.id().value(), operator, facts);
    }

    private void apply(EndpointId id, Supplier<CompletableFuture<Void>> write) {
        CompletableFuture<Void> followed = registry.nextChange(id);
        KafkaAnswer.await(write.get());
        KafkaAnswer.await(followed);
    }
}
