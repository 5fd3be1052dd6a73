package org.securecontext.proxy.protection;

import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.authentication.CallerAuthentication;
import org.securecontext.proxy.ratelimit.Permit;
import org.securecontext.proxy.ratelimit.RateLimit;
import org.securecontext.proxy.ratelimit.RedisPermits;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Holds each authenticated agent to its rate over all replicas; says how much is left. */
final class AgentRateFilter implements WebFilter {

    private static final String POLICY = "agent";

    private final RedisPermits permits;
    private final RateLimit defaultLimit;

    AgentRateFilter(RedisPermits permits, RateLimit defaultLimit) {
        this.permits = permits;
        this.defaultLimit = defaultLimit;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        CallerAuthentication caller = CallerAuthentication.of(exchange);
        Agent agent = caller == null ? null : caller.agent();
        if (agent == null) {
            return chain.filter(exchange);
        }
        RateLimit limit = agent.rateLimit() == null ? defaultLimit : agent.rateLimit();
        if (!limit.isLimited()) {
            return chain.filter(exchange);
        }
        Permit held = permits.takeHeld(agent.id(), limit);
        if (held != null) {
            hold(exchange, held);
            return chain.filter(exchange);
        }
        return permits.takeLeased(agent.id(), limit)
                .doOnNext(permit -> hold(exchange, permit))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static void hold(ServerWebExchange exchange, Permit permit) {
        RateHeaders.write(exchange.getResponse().getHeaders(), POLICY, permit);
        if (!permit.granted()) {
            throw RateHeaders.refusal(permit, "This agent made too many calls; see Retry-After.");
        }
    }
}
