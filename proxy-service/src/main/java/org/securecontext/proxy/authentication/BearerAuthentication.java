package org.securecontext.proxy.authentication;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.agents.Agents;
import org.securecontext.proxy.agents.ApiKey;
import org.securecontext.proxy.agents.KeyHash;
import org.securecontext.proxy.identity.AgentId;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** Takes a bearer token (RFC 6750) for an API key when it starts like one, else for a JWT of the configured issuer. */
final class BearerAuthentication implements ReactiveAuthenticationManager {

    private static final Duration JWT_DEADLINE = Duration.ofSeconds(10);

    private final Agents agents;
    private final @Nullable KeyHash adminKey;
    private final @Nullable ReactiveJwtDecoder jwts;
    private final String agentClaim;

    BearerAuthentication(
            Agents agents, @Nullable KeyHash adminKey, @Nullable ReactiveJwtDecoder jwts, String agentClaim) {
        this.agents = agents;
        this.adminKey = adminKey;
        this.jwts = jwts;
        this.agentClaim = agentClaim;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        if (token.startsWith(ApiKey.PREFIX)) {
            return Mono.fromCallable(() -> byKey(token));
        }
        if (jwts == null) {
            return Mono.error(unknown());
        }
        return jwts.decode(token)
                .timeout(JWT_DEADLINE)
                .onErrorMap(JwtException.class, invalid -> unknown())
                .map(this::byJwt)
                .switchIfEmpty(Mono.error(BearerAuthentication::unknown));
    }

    /** Whom an API key belongs to; fails with an {@link InvalidBearerTokenException} when that is nobody. */
    CallerAuthentication byKey(String key) {
        Agent agent = agents.byKey(key);
        if (agent != null) {
            return CallerAuthentication.of(agent);
        }
        if (adminKey != null && ApiKey.matches(key, adminKey)) {
            return CallerAuthentication.ofAdmin();
        }
        throw unknown();
    }

    private Authentication byJwt(Jwt jwt) {
        AgentId id = AgentId.parse(String.valueOf(jwt.getClaimAsString(agentClaim)));
        Agent agent = id == null || id.equals(Agent.ANONYMOUS) ? null : agents.find(id);
        if (agent == null) {
            throw unknown();
        }
        return CallerAuthentication.of(agent);
    }

    private static OAuth2AuthenticationException unknown() {
        return new InvalidBearerTokenException("The bearer token is not one of this gateway");
    }
}
