package org.securecontext.proxy.vault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;

/**
 * A session to be stored.
 *
 * @param owner the agent that may fetch its token
 * @param workflowId the agent's own label, at most 256 characters
 * @param scope what the provider granted, space separated; over 4 KiB it is cut in the event
 * @param expiresIn the access token's remaining life; absent when the provider named none
 * @param requestId the pending authorization that this session completes, in the same script
 */
public record NewSession(
        ProviderName provider,
        AgentId owner,
        @Nullable String workflowId,
        Origin origin,
        Secret accessToken,
        @Nullable Secret refreshToken,
        String scope,
        @Nullable Duration expiresIn,
        @Nullable String requestId) {

    /** Fails with an {@link IllegalArgumentException} for a life that is not positive or a workflow id that is too long. */
    public NewSession {
        if (expiresIn != null && (expiresIn.isNegative() || expiresIn.isZero())) {
            throw new IllegalArgumentException("An access token's life is positive");
        }
        if (workflowId != null && workflowId.length() > 256) {
            throw new IllegalArgumentException("A workflow id has at most 256 characters");
        }
    }
}
