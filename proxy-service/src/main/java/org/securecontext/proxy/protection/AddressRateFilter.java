package org.securecontext.proxy.protection;

import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.ratelimit.AddressPermits;
import org.securecontext.proxy.ratelimit.Permit;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Holds each client address to its rate, before anything is looked up for it. */
final class AddressRateFilter implements WebFilter {

    private static final String POLICY = "address";

    private final AddressPermits permits;
    private final CallContexts contexts;

    AddressRateFilter(AddressPermits permits, CallContexts contexts) {
        this.permits = permits;
        this.contexts = contexts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String network = contexts.network(exchange.getRequest());
        Permit permit = permits.take(network == null ? "unknown" : network);
        if (permit.granted()) {
            return chain.filter(exchange);
        }
        RateHeaders.write(exchange.getResponse().getHeaders(), POLICY, permit);
        return Mono.error(RateHeaders.refusal(permit, "Too many calls from this address; see Retry-After."));
    }
}
