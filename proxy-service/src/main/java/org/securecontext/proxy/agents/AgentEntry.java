package org.securecontext.proxy.agents;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.ratelimit.RateLimit;

/** One agent as it stands in the agents file; docs/configuration.md explains each field. */
record AgentEntry(
        @Nullable String id,
        @Nullable String displayName,
        @Nullable List<String> apiKeys,
        @Nullable List<String> providers,
        @Nullable List<String> scopes,
        @Nullable List<String> redirectUris,
        @Nullable String rateLimit) {

    /** Fails with an {@link IllegalArgumentException} that says what is wrong. */
    Agent agent() {
        if (id == null) {
            throw new IllegalArgumentException("needs an id");
        }
        AgentId agentId = new AgentId(id);
        if (agentId.equals(Agent.ANONYMOUS) || agentId.equals(Agent.ADMIN)) {
            throw new IllegalArgumentException("has a reserved id");
        }
        return new Agent(
                agentId,
                displayName == null || displayName.isBlank() ? id : displayName,
                providers == null
                        ? null
                        : providers.stream().map(ProviderName::new).collect(Collectors.toSet()),
                scopes == null ? null : Set.copyOf(new HashSet<>(scopes)),
                redirectUris == null
                        ? Set.of()
                        : redirectUris.stream().map(AgentEntry::redirectUri).collect(Collectors.toSet()),
                rateLimit == null ? null : RateLimit.parse(rateLimit));
    }

    List<KeyHash> keyHashes() {
        return apiKeys == null
                ? List.of()
                : apiKeys.stream().map(KeyHash::parse).toList();
    }

    private static URI redirectUri(String text) {
        URI uri = URI.create(text);
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("needs redirect-uris that are absolute http(s) URLs without a fragment");
        }
        return uri;
    }
}
