package org.securecontext.relay.console;

import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpointapi.EndpointHealth;
import org.securecontext.relay.endpoints.Endpoint;

/**
 * An endpoint in a table.
 *
 * @param tone how its badge is coloured: good, warn or bad
 */
record EndpointRow(
        String id,
        String target,
        String state,
        String tone,
        String lag,
        String breaker,
        @Nullable String disabled) {

    static EndpointRow of(Endpoint endpoint, EndpointHealth health) {
        boolean closed = health.breaker().equals("closed");
        String state = !endpoint.isEnabled() ? "disabled" : closed ? "working" : "failing";
        return new EndpointRow(
                endpoint.id().value(),
                endpoint.target().toString(),
                state,
                !endpoint.isEnabled() ? "warn" : closed ? "good" : "bad",
                health.lagRecords() < 0 ? "unknown" : Long.toString(health.lagRecords()),
                health.breaker().replace('_', ' '),
                endpoint.disabled());
    }

    boolean isEnabled() {
        return disabled == null;
    }
}
