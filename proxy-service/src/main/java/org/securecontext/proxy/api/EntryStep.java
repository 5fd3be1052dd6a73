package org.securecontext.proxy.api;

import org.springframework.web.server.ServerWebExchange;

/**
 * What is done with a call before everything else, authentication included. Steps run in the order that {@link
 * org.springframework.core.annotation.Order} gives their beans.
 */
@FunctionalInterface
public interface EntryStep {

    /** The step for what the configuration leaves out. */
    EntryStep NONE = exchange -> true;

    /**
     * Looks at the call and may set headers of its answer; throws to refuse the call, as a handler would.
     *
     * @return whether the call goes on; false when its answer stands already
     */
    boolean admits(ServerWebExchange exchange);
}
