package org.securecontext.proxy.authorization;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.ProviderName;

/**
 * What an agent wants consent for.
 *
 * @param scopes absent or empty: the provider's default scopes
 * @param workflowId the agent's own label, at most 256 characters
 * @param redirectUri one of the agent's registered ones; absent: the gateway's result page
 */
public record Wish(
        ProviderName provider,
        @Nullable List<String> scopes,
        @Nullable String workflowId,
        @Nullable URI redirectUri) {

    /** Copies the scopes. */
    public Wish {
        scopes = scopes == null || scopes.isEmpty() ? null : List.copyOf(scopes);
    }
}
