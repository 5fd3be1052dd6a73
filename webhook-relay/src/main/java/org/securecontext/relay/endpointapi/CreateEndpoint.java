package org.securecontext.relay.endpointapi;

import java.util.List;
import java.util.UUID;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.endpoints.EndpointsTopic;
import org.securecontext.relay.lanes.Positions;
import org.securecontext.relay.operators.Operator;
import org.springframework.stereotype.Component;

/**
 * Makes an endpoint: its position first, then the endpoint, so that it misses no event from now on. A start in the past is a
 * backfill.
 */
@Component
final class CreateEndpoint {

    private final ReadRequest readRequest;
    private final EndpointRegistry registry;
    private final EndpointsTopic topic;
    private final CheckStart checkStart;
    private final Positions positions;
    private final KeepEndpoint keepEndpoint;

    CreateEndpoint(
            ReadRequest readRequest,
            EndpointRegistry registry,
            EndpointsTopic topic,
            CheckStart checkStart,
            Positions positions,
            KeepEndpoint keepEndpoint) {
        this.readRequest = readRequest;
        this.registry = registry;
        this.topic = topic;
        this.checkStart = checkStart;
        this.positions = positions;
        this.keepEndpoint = keepEndpoint;
    }

    /** The endpoint with its secret, which is shown this once. */
    Outcome<EndpointView> create(EndpointRequest request, Operator operator) {
        if (!topic.takesSecrets()) {
            return Outcome.refused(
                    ErrorCode.CONFLICT, "Set SCP_ENCRYPTION_KEYS first: the endpoint's secret is kept encrypted");
        }
        Secret secret = NewSecret.orMinted(request.secret());
        return readRequest
                .read(request, request.id(), secret)
                .then(this::unlessTaken)
                .then(checkStart::check)
                .then(endpoint -> create(endpoint, secret, operator));
    }

    private Outcome<Endpoint> unlessTaken(Endpoint endpoint) {
        return registry.find(endpoint.id()) == null
                ? Outcome.done(endpoint)
                : Outcome.refused(ErrorCode.CONFLICT, "There is an endpoint of this id; ids are given once");
    }

    private Outcome<EndpointView> create(Endpoint read, Secret secret, Operator operator) {
        Endpoint endpoint = new Endpoint(
                read.id(),
                UUID.randomUUID().toString().substring(0, 8),
                read.target(),
                read.subscription(),
                read.secrets(),
                read.limits(),
                read.startFrom(),
                null);
        positions.ensure(endpoint.consumerGroup(), endpoint.startFrom());
        keepEndpoint.keep(endpoint, "created", operator, List.of());
        return Outcome.done(EndpointView.of(endpoint, secret, null));
    }
}
