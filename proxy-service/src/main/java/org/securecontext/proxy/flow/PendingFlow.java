package org.securecontext.proxy.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.RequestId;

/**
 * A browser on its way to the provider.
 *
 * @param browser the hash of the browser's cookie
 * @param request the agent's request; absent: the browser came by itself
 * @param owner the agent that will own the session
 * @param scopes what is asked for
 * @param codeVerifier the secret of PKCE (RFC 7636 §4.1); absent where the provider has PKCE off
 * @param nonce the secret whose hash the ID token must carry (OpenID Connect Core 1.0 §3.1.2.1); absent without openid
 */
record PendingFlow(
        ProviderName provider,
        String browser,
        @Nullable RequestId request,
        AgentId owner,
        List<String> scopes,
        @Nullable String workflowId,
        @Nullable String redirectUri,
        @Nullable String codeVerifier,
        @Nullable String nonce) {

    PendingFlow {
        scopes = List.copyOf(scopes);
    }

    /** Of a browser that is about to leave. */
    static PendingFlow of(FlowIntent intent, String browser, @Nullable String codeVerifier, @Nullable String nonce) {
        return new PendingFlow(
                intent.provider().name(),
                browser,
                intent.request(),
                intent.owner(),
                intent.scopes(),
                intent.workflowId(),
                intent.redirectUri() == null ? null : intent.redirectUri().toString(),
                codeVerifier,
                nonce);
    }

    @Override
    public String toString() {
        return "PendingFlow[provider=" + provider + ", request=" + request + ", owner=" + owner + "]";
    }
}
