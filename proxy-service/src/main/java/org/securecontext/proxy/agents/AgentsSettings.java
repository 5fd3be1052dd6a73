package org.securecontext.proxy.agents;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may call.
 *
 * @param file the agents file ({@code SCP_AGENTS_FILE}); absent: no agents
 * @param adminKey the admin's key ({@code SCP_ADMIN_KEY}); absent: no admin
 * @param defaultAgent the agent that owns what a bare {@code /authorize} creates ({@code SCP_DEFAULT_AGENT}); absent: such
 *     flows are off, except in development
 * @param jwtIssuer the issuer of agents' JWTs ({@code SCP_AGENT_JWT_ISSUER}); absent: no JWTs
 * @param jwtAudience the audience that a JWT must name ({@code SCP_AGENT_JWT_AUDIENCE})
 * @param jwtClaim the claim that holds the agent's id ({@code SCP_AGENT_JWT_CLAIM}, default {@code sub})
 */
@ConfigurationProperties("scp.agents")
public record AgentsSettings(
        @Nullable Path file,
        @Nullable String adminKey,
        @Nullable String defaultAgent,
        @Nullable URI jwtIssuer,
        @Nullable String jwtAudience,
        String jwtClaim) {

    /** Takes empty texts for absent ones. */
    public AgentsSettings {
        file = file == null || file.toString().isBlank() ? null : file;
        adminKey = adminKey == null || adminKey.isBlank() ? null : adminKey;
        defaultAgent = defaultAgent == null || defaultAgent.isBlank() ? null : defaultAgent;
        jwtAudience = jwtAudience == null || jwtAudience.isBlank() ? null : jwtAudience;
    }

    /** Without the admin's key. */
    @Override
    public String toString() {
        return "AgentsSettings[file=" + file + ", jwtIssuer=" + jwtIssuer + "]";
    }
}
