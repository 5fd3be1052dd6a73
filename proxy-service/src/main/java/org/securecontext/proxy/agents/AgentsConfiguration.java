package org.securecontext.proxy.agents;

import java.nio.file.Path;
import org.securecontext.proxy.configuration.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the agents at start and keeps them current. */
@Configuration(proxyBeanMethods = false)
class AgentsConfiguration {

    @Bean
    Agents agents(AgentsSettings settings, GatewaySettings gateway) {
        Path file = settings.file();
        AgentDirectory directory = file == null ? AgentDirectory.empty() : AgentsFile.parse(AgentsFile.bytes(file));
        return new Agents(directory, gateway.isDevelopment());
    }

    @Bean
    AgentsReload agentsReload(AgentsSettings settings, Agents agents) {
        return new AgentsReload(settings.file(), agents);
    }
}
