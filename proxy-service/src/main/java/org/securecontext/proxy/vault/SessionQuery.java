package org.securecontext.proxy.vault;

import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;

/**
 * Which sessions to list.
 *
 * @param agent only this agent's; all agents' when absent (admin)
 * @param workflowId only with this label
 * @param includeBrowser whether sessions of {@link Origin#BROWSER} are listed too
 * @param after where the last page ended
 * @param limit at most this many, 1 to 200
 */
public record SessionQuery(
        @Nullable AgentId agent,
        @Nullable String workflowId,
        boolean includeBrowser,
        @Nullable SessionCursor after,
        int limit) {

    /** Fails with an {@link IllegalArgumentException} for a limit outside of 1 to 200. */
    public SessionQuery {
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("A page has 1 to 200 sessions");
        }
    }
}
