package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.operators.Operator;
import org.springframework.stereotype.Component;

/** Changes an endpoint by a merge patch (RFC 7396): what the patch does not name stays, null sets the default. */
@Component
final class ChangeEndpoint {

    private static final Set<String> FIXED = Set.of("id", "secret", "start_from");
    private static final Secret ANY = new Secret("unchanged");

    private final FindEndpoint findEndpoint;
    private final ReadRequest readRequest;
    private final KeepEndpoint keepEndpoint;
    private final ObjectMapper json;

    ChangeEndpoint(FindEndpoint findEndpoint, ReadRequest readRequest, KeepEndpoint keepEndpoint, ObjectMapper json) {
        this.findEndpoint = findEndpoint;
        this.readRequest = readRequest;
        this.keepEndpoint = keepEndpoint;
        this.json = json;
    }

    /** The endpoint after the change. */
    Outcome<EndpointView> change(String id, ObjectNode patch, Operator operator) {
        List<String> names = new ArrayList<>();
        patch.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || names.stream().anyMatch(FIXED::contains)) {
            return Outcome.refused(
                    ErrorCode.INVALID_REQUEST,
                    "A change names at least one field, and neither id, secret (rotate it) nor start_from");
        }
        return findEndpoint
                .findChangeable(id)
                .then(endpoint -> merged(endpoint, patch)
                        .then(request -> readRequest.read(request, id, ANY))
                        .then(read -> change(endpoint, read, operator, names)));
    }

    private Outcome<EndpointRequest> merged(Endpoint endpoint, ObjectNode patch) {
        ObjectNode settings = json.valueToTree(EndpointRequest.of(endpoint));
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                settings.remove(field.getKey());
            } else {
                settings.set(field.getKey(), value);
            }
        });
        try {
            return Outcome.done(json.treeToValue(settings, EndpointRequest.class));
        } catch (JsonProcessingException e) {
            return Outcome.refused(
                    ErrorCode.INVALID_REQUEST,
                    "A change takes url, events, providers, format, headers, timeout, retry, rate_limit and max_in_flight");
        }
    }

    private Outcome<EndpointView> change(Endpoint endpoint, Endpoint read, Operator operator, List<String> names) {
        Endpoint changed = new Endpoint(
                endpoint.id(),
                endpoint.generation(),
                read.target(),
                read.subscription(),
                endpoint.secrets(),
                read.limits(),
                endpoint.startFrom(),
                endpoint.disabled());
        keepEndpoint.keep(changed, "changed", operator, names);
        return Outcome.done(EndpointView.of(changed));
    }
}
