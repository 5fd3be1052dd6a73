package org.securecontext.proxy.authentication;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.identity.AgentId;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;

/** An authenticated caller: an agent, the admin, or in development a caller without credentials, who is both. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final String ATTRIBUTE = CallerAuthentication.class.getName();

    private static final long serialVersionUID = 1L;

    private final transient AgentId agentId;
    private final transient @Nullable Agent agent;
    private final boolean admin;

    private CallerAuthentication(AgentId agentId, @Nullable Agent agent, boolean admin) {
        super(List.of());
        this.agentId = agentId;
        this.agent = agent;
        this.admin = admin;
        setAuthenticated(true);
    }

    /** Who makes this call; null when nobody was authenticated. */
    public static @Nullable CallerAuthentication of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
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

    /** Makes this the caller of a call. */
    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
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
