package org.securecontext.proxy.flow;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.providers.Provider;

/** What a flow is to achieve, decided before the browser leaves. */
record FlowIntent(
        Provider provider,
        AgentId owner,
        List<String> scopes,
        @Nullable RequestId request,
        @Nullable String workflowId,
        @Nullable URI redirectUri) {

    FlowIntent {
        scopes = List.copyOf(scopes);
    }
}
