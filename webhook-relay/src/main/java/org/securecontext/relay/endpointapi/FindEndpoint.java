package org.securecontext.relay.endpointapi;

import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointId;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.springframework.stereotype.Component;

/** Finds an endpoint by the id that an operator named. */
@Component
public final class FindEndpoint {

    private final EndpointRegistry registry;

    FindEndpoint(EndpointRegistry registry) {
        this.registry = registry;
    }

    /** The endpoint, or a refusal when there is none of this id. */
    public Outcome<Endpoint> find(String id) {
        Endpoint endpoint = registry.all().stream()
                .filter(one -> one.id().value().equals(id))
                .findFirst()
                .orElse(null);
        return endpoint == null
                ? Outcome.refused(ErrorCode.NOT_FOUND, "There is no endpoint of this id")
                : Outcome.done(endpoint);
    }

    /** The endpoint when an operator made it; one of the configuration is changed there. */
    Outcome<Endpoint> findChangeable(String id) {
        return find(id).then(endpoint -> endpoint.isDeclared() ? declared(endpoint.id()) : Outcome.done(endpoint));
    }

    private static Outcome<Endpoint> declared(EndpointId id) {
        return Outcome.refused(
                ErrorCode.CONFLICT,
                "The endpoint is declared by "
                        + (id.value().equals("default") ? "SCP_WEBHOOK_URL" : "SCP_WEBHOOK_ENDPOINTS_FILE")
                        + " and is changed there; here it can be enabled, disabled and tested");
    }
}
