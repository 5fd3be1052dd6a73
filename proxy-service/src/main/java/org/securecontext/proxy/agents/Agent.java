package org.securecontext.proxy.agents;

import java.net.URI;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.ratelimit.RateLimit;

/**
 * An agent and what it may ask for.
 *
 * @param displayName what a person reads when asked for consent
 * @param providers the providers it may use; absent: all
 * @param scopes the scopes it may ask for; absent: all that its providers offer
 * @param redirectUris where a browser may be sent after a flow; compared exactly (RFC 9700 §2.1)
 * @param rateLimit its own limit; absent: that of all agents
 */
public record Agent(
        AgentId id,
        String displayName,
        @Nullable Set<ProviderName> providers,
        @Nullable Set<String> scopes,
        Set<URI> redirectUris,
        @Nullable RateLimit rateLimit) {

    /** The agent of calls without credentials, in development only; the name is reserved. */
    public static final AgentId ANONYMOUS = new AgentId("anonymous");

    /** The name under which the admin's calls are recorded; reserved. */
    public static final AgentId ADMIN = new AgentId("admin");

    /** Copies the sets. */
    public Agent {
        providers = providers == null ? null : Set.copyOf(providers);
        scopes = scopes == null ? null : Set.copyOf(scopes);
        redirectUris = Set.copyOf(redirectUris);
    }

    /** An agent that may ask for anything that the providers offer. */
    public static Agent unrestricted(AgentId id, String displayName) {
        return new Agent(id, displayName, null, null, Set.of(), null);
    }

    /** Whether it may use this provider. */
    public boolean mayUse(ProviderName provider) {
        return providers == null || providers.contains(provider);
    }

    /** Whether it may ask for all of these scopes. */
    public boolean mayAskFor(Collection<String> requested) {
        return scopes == null || scopes.containsAll(requested);
    }
}
