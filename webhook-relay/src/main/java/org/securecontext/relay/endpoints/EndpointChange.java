package org.securecontext.relay.endpoints;

import org.jspecify.annotations.Nullable;

/**
 * What the topic {@code scp.webhook.endpoints} says of one endpoint.
 *
 * @param endpoint the endpoint that an operator made; null for a declared one of which only the state is kept
 * @param disabled why a declared endpoint is disabled; null when it is enabled
 */
public record EndpointChange(
        @Nullable Endpoint endpoint, @Nullable String disabled) {

    /** The endpoint after this change of a declared one (or of none); null when there is nothing to change. */
    @Nullable
    Endpoint on(@Nullable Endpoint declared) {
        if (endpoint != null) {
            return endpoint;
        }
        return declared == null ? null : declared.withDisabled(disabled);
    }
}
