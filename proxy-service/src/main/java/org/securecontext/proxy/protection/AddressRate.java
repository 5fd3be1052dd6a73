package org.securecontext.proxy.protection;

import org.securecontext.proxy.api.EntryStep;
import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.ratelimit.AddressPermits;
import org.securecontext.proxy.ratelimit.Permit;
import org.springframework.web.server.ServerWebExchange;

/** Holds each client address to its rate, before anything is looked up for it. */
final class AddressRate implements EntryStep {

    private static final String POLICY = "address";

    private final AddressPermits permits;
    private final CallContexts contexts;

    AddressRate(AddressPermits permits, CallContexts contexts) {
        this.permits = permits;
        this.contexts = contexts;
    }

    @Override
    public boolean admits(ServerWebExchange exchange) {
        String network = contexts.network(exchange.getRequest());
        Permit permit = permits.take(network == null ? "unknown" : network);
        if (!permit.granted()) {
            RateHeaders.write(exchange.getResponse().getHeaders(), POLICY, permit);
            throw RateHeaders.refusal(permit, "Too many calls from this address; see Retry-After.");
        }
        return true;
    }
}
