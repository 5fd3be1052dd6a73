package org.securecontext.proxy.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.ratelimit.RateLimit;

class AgentsFileTest {

    private static final String KEY = ApiKey.mint().reveal();
    private static final String OTHER_KEY = ApiKey.mint().reveal();

    @TempDir
    private Path directory;

    @Test
    void agentIsFoundByItsKeyAndById() {
        // Given
        AgentDirectory agents = parse("""
                agents:
                  - id: Mail.Agent_1
                    display-name: Mail agent
                    api-keys: ["%s", "%s"]
                    providers: [google]
                    scopes: [openid, email]
                    redirect-uris: ["https://agent.example/done"]
                    rate-limit: 10/s
                """.formatted(ApiKey.hash(KEY), ApiKey.hash(OTHER_KEY)));

        // When
        Agent agent = agents.byKey(OTHER_KEY);

        // Then
        assertThat(agent).isNotNull().isSameAs(agents.byKey(KEY)).isSameAs(agents.find(new AgentId("Mail.Agent_1")));
        assertThat(agent.displayName()).isEqualTo("Mail agent");
        assertThat(agent.mayUse(new ProviderName("google"))).isTrue();
        assertThat(agent.mayUse(new ProviderName("github"))).isFalse();
        assertThat(agent.mayAskFor(List.of("openid"))).isTrue();
        assertThat(agent.mayAskFor(List.of("openid", "profile"))).isFalse();
        assertThat(agent.redirectUris()).containsExactly(URI.create("https://agent.example/done"));
        assertThat(agent.rateLimit()).isEqualTo(new RateLimit(10, Duration.ofSeconds(1)));
    }

    @Test
    void keyOfNobodyFindsNobody() {
        AgentDirectory agents = parse("agents: [{id: a, api-keys: ['%s']}]".formatted(ApiKey.hash(KEY)));

        assertThat(agents.byKey(OTHER_KEY)).isNull();
        assertThat(agents.byKey(ApiKey.hash(KEY))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents: [{id: anonymous}]",
                "agents: [{id: admin}]",
                "agents: [{id: 'a b'}]",
                "agents: [{id: a}, {id: a}]",
                "agents: [{id: a, api-keys: ['scp_plain-text-key']}]",
                "agents: [{id: a, redirect-uris: ['/relative']}]",
                "agents: [{id: a, redirect-uris: ['javascript:alert(1)']}]",
                "agents: [{id: a, rate-limit: 10}]",
                "agents: [{id: a, colour: red}]",
                "agents: [{display-name: nameless}]",
                "agents: {a: b}",
                "agents: [",
            })
    void wrongFileIsRefusedByName(String yaml) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("SCP_AGENTS_FILE");
    }

    @Test
    void keyOfTwoAgentsIsRefused() {
        String hash = ApiKey.hash(KEY);

        assertThatThrownBy(() ->
                        parse("agents: [{id: a, api-keys: ['%s']}, {id: b, api-keys: ['%s']}]".formatted(hash, hash)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("stands twice");
    }

    @Test
    void changedFileReplacesTheAgents() throws IOException {
        // Given
        Path file = write("agents: [{id: a, api-keys: ['%s']}]".formatted(ApiKey.hash(KEY)));
        Agents agents = new Agents(AgentDirectory.empty(), false);
        AgentsReload reload = new AgentsReload(file, agents);
        reload.check(file);
        assertThat(agents.byKey(KEY)).isNotNull();

        // When
        Path changed = write("agents: [{id: b, api-keys: ['%s']}]".formatted(ApiKey.hash(OTHER_KEY)));
        reload.check(changed);

        // Then
        assertThat(agents.byKey(KEY)).isNull();
        assertThat(agents.byKey(OTHER_KEY)).isNotNull();
    }

    @Test
    void invalidFileKeepsTheAgentsAsTheyWere() throws IOException {
        // Given
        Path file = write("agents: [{id: a, api-keys: ['%s']}]".formatted(ApiKey.hash(KEY)));
        Agents agents = new Agents(AgentDirectory.empty(), false);
        AgentsReload reload = new AgentsReload(file, agents);
        reload.check(file);

        // When
        Path broken = write("agents: [{id: a");
        reload.check(broken);
        Files.delete(broken);
        reload.check(broken);

        // Then
        assertThat(agents.byKey(KEY)).isNotNull();
    }

    @Test
    void anonymousAgentExistsInDevelopmentOnly() {
        assertThat(new Agents(AgentDirectory.empty(), true).find(Agent.ANONYMOUS))
                .isNotNull();
        assertThat(new Agents(AgentDirectory.empty(), false).find(Agent.ANONYMOUS))
                .isNull();
        assertThat(new Agents(AgentDirectory.empty(), false).anonymous()).isNull();
    }

    private static AgentDirectory parse(String yaml) {
        return AgentsFile.parse(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("agents.yaml"), yaml);
    }
}
