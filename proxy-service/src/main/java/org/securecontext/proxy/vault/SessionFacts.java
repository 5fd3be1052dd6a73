package org.securecontext.proxy.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;

/**
 * What may be told of a session; no token.
 *
 * @param expiresAt when the access token ends; absent when the provider named no life
 * @param endsAt when the session ends
 * @param reauthorizationRequired whether the provider refuses to renew the access token
 */
public record SessionFacts(
        SessionId sessionId,
        ProviderName provider,
        AgentId owner,
        @Nullable String workflowId,
        Origin origin,
        String scope,
        Instant createdAt,
        @Nullable Instant expiresAt,
        Instant endsAt,
        boolean hasRefreshToken,
        boolean reauthorizationRequired) {}
