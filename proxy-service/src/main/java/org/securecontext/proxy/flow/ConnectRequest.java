package org.securecontext.proxy.flow;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.securecontext.proxy.providers.Provider;

/**
 * What a person reads before consenting.
 *
 * @param agentName who asks
 * @param scopes what it asks for
 * @param expiresAt until when the person can agree
 * @param start the link that leaves for the provider; it works in this browser only
 */
public record ConnectRequest(String agentName, Provider provider, List<String> scopes, Instant expiresAt, URI start) {

    /** Copies the scopes. */
    public ConnectRequest {
        scopes = List.copyOf(scopes);
    }
}
