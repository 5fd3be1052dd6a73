package org.securecontext.proxy.authentication;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.identity.AgentId;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/** An authenticated caller: an agent, the admin, or in development a caller without credentials, who is both. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    /** What the admin may do besides. */
    static final String ADMIN_AUTHORITY = "ADMIN";

    private static final long serialVersionUID = 1L;

    private final transient AgentId agentId;
    private final transient @Nullable Agent agent;
    private final boolean admin;

    private CallerAuthentication(AgentId agentId, @Nullable Agent agent, boolean admin) {
        super(admin ? AuthorityUtils.createAuthorityList(ADMIN_AUTHORITY) : List.of());
        this.agentId = agentId;
        this.agent = agent;
        this.admin = admin;
        setAuthenticated(true);
    }

    /** Who was authenticated for the current request; empty when nobody was. */
    public static Mono<CallerAuthentication> current() {
        return ReactiveSecurityContextHolder.getContext()
                .map(SecurityContext::getAuthentication)
                .ofType(CallerAuthentication.class);
    }

    /** An agent of the agents file. */
    static CallerAuthentication of(Agent agent) {
        return new CallerAuthentication(agent.id(), agent, false);
    }

    /** Whoever holds {@code SCP_ADMIN_KEY}. */
    static CallerAuthentication ofAdmin() {
        return new CallerAuthentication(Agent.ADMIN, null, true);
    }

    /** A caller without credentials, in development. */
    static CallerAuthentication ofAnonymous(Agent anonymous) {
        return new CallerAuthentication(anonymous.id(), anonymous, true);
    }

    /** The agent's id, {@code admin} for the admin. */
    public AgentId agentId() {
        return agentId;
    }

    /** The agent, or null for the admin. */
    public @Nullable Agent agent() {
        return agent;
    }

    /** Whether the caller may act on everything. */
    public boolean isAdmin() {
        return admin;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return agentId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication that && agentId.equals(that.agentId) && admin == that.admin;
    }

    @Override
    public int hashCode() {
        return Objects.hash(agentId, admin);
    }
}
