package org.securecontext.relay.endpointapi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.addresses.AddressRules;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.delivery.Signatures;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.ReadEndpoint;
import org.securecontext.relay.endpoints.StartFrom;
import org.securecontext.relay.endpoints.WebhookSettings;

/** Turns what an operator asks for into an endpoint, by the same rules as declared ones, or says what is wrong. */
public final class ReadRequest {

    private final WebhookSettings defaults;
    private final boolean production;
    private final CheckTarget checkTarget;

    /** Reads by these defaults; production asks for https. */
    public ReadRequest(WebhookSettings defaults, boolean production, AddressRules rules) {
        this.defaults = defaults;
        this.production = production;
        this.checkTarget = new CheckTarget(rules);
    }

    /** The endpoint, with this secret as its only one. */
    Outcome<Endpoint> read(EndpointRequest request, @Nullable String id, Secret secret) {
        if (!Signatures.isUsable(secret)) {
            return refused("secret: after whsec_ stands base64");
        }
        List<String> problems = new ArrayList<>();
        Endpoint endpoint = new ReadEndpoint(defaults, production, "endpoint", problems)
                .read(request.entry(id == null ? "" : id, secret.reveal()), StartFrom.LATEST);
        if (endpoint == null) {
            return refused(String.join("; ", problems));
        }
        String problem = checkTarget.problemOf(endpoint.target());
        return problem == null ? Outcome.done(endpoint) : refused(problem);
    }

    private static Outcome<Endpoint> refused(String message) {
        return Outcome.refused(ErrorCode.INVALID_REQUEST, message);
    }
}
