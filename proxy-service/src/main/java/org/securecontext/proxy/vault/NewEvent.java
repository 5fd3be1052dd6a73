package org.securecontext.proxy.vault;

import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;

/**
 * An event that changes no session.
 *
 * @param subject the session id, or a fresh UUID
 * @param data the JSON object of the type's schema
 */
public record NewEvent(
        EventType type,
        String subject,
        @Nullable ProviderName provider,
        @Nullable AgentId agent,
        String data) {}
