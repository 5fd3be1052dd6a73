package org.securecontext.proxy.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;

/**
 * A token that may leave the gateway.
 *
 * @param refreshToken only with {@code SCP_EXPOSE_REFRESH_TOKEN}
 * @param expiresAt when the access token ends; absent when the provider named no life
 * @param createdAt when the session was created
 * @param releasedAt now, by the clock of Redis
 */
public record ReleasedToken(
        SessionId sessionId,
        ProviderName provider,
        AgentId owner,
        Secret accessToken,
        @Nullable Secret refreshToken,
        String scope,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Instant releasedAt) {}
