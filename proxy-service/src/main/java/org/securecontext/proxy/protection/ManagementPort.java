package org.securecontext.proxy.protection;

import org.securecontext.proxy.api.EntryStep;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * The port of probes and scrapes. Filters of the main port stand before it too; a limit there would let busy agents, or a
 * Redis that is away, end a replica through its liveness probe.
 */
final class ManagementPort {

    private static final String NAMESPACE = "management";

    private ManagementPort() {}

    /** This filter for every port but that one. */
    static WebFilter exempt(WebFilter filter) {
        return (exchange, chain) -> received(exchange) ? chain.filter(exchange) : filter.filter(exchange, chain);
    }

    /** This step for every port but that one. */
    static EntryStep exempt(EntryStep step) {
        return exchange -> received(exchange) || step.admits(exchange);
    }

    private static boolean received(ServerWebExchange exchange) {
        ApplicationContext context = exchange.getApplicationContext();
        return context != null && WebServerApplicationContext.hasServerNamespace(context, NAMESPACE);
    }
}
