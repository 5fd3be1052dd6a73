package org.securecontext.relay.endpointapi;

import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.operators.Operator;
import org.springframework.stereotype.Component;

/** Enables and disables endpoints, also declared ones. A disabled endpoint keeps its position; its backlog waits. */
@Component
public final class SwitchEndpoint {

    private static final int LONGEST = 200;

    private final FindEndpoint findEndpoint;
    private final KeepEndpoint keepEndpoint;

    SwitchEndpoint(FindEndpoint findEndpoint, KeepEndpoint keepEndpoint) {
        this.findEndpoint = findEndpoint;
        this.keepEndpoint = keepEndpoint;
    }

    /** Disables the endpoint for a reason or, with null, enables it; what is so already stays so. */
    public Outcome<EndpointView> turn(String id, @Nullable String disabled, Operator operator) {
        if (disabled != null && (disabled.isBlank() || disabled.length() > LONGEST)) {
            return Outcome.refused(ErrorCode.INVALID_REQUEST, "reason takes 1 to " + LONGEST + " characters");
        }
        return findEndpoint.find(id).then(endpoint -> {
            if (endpoint.isEnabled() != (disabled == null)) {
                keepEndpoint.keepState(endpoint, disabled, operator);
            }
            return Outcome.done(EndpointView.of(endpoint.withDisabled(disabled)));
        });
    }
}
