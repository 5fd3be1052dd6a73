package org.securecontext.proxy.vault;

import org.securecontext.proxy.identity.AgentId;

/**
 * Who calls.
 *
 * @param agent the authenticated agent
 * @param admin whether the caller may act on every session
 */
public record Caller(AgentId agent, boolean admin, CallContext context) {}
