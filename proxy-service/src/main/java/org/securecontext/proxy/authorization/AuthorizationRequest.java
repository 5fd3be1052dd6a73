package org.securecontext.proxy.authorization;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.identity.SessionId;

/**
 * An agent's request for consent.
 *
 * @param agent who asks, and will own the session
 * @param scopes what it asks for
 * @param workflowId its own label
 * @param redirectUri where the browser goes at the end; absent: the gateway's result page
 * @param expiresAt until when a person can act on it
 * @param sessionId the session, once completed
 * @param error why it was denied or failed
 */
public record AuthorizationRequest(
        RequestId id,
        ProviderName provider,
        AgentId agent,
        List<String> scopes,
        @Nullable String workflowId,
        @Nullable URI redirectUri,
        Instant expiresAt,
        Status status,
        @Nullable SessionId sessionId,
        @Nullable String error) {

    /** Copies the scopes. */
    public AuthorizationRequest {
        scopes = List.copyOf(scopes);
    }

    /** How far it has come. */
    public enum Status {
        PENDING,
        COMPLETED,
        DENIED,
        FAILED,
        EXPIRED;

        /** As it is answered and stored. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a person can still act on it. */
    public boolean isPending() {
        return status == Status.PENDING;
    }
}
