package org.securecontext.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackEnvironmentTest {

    private StackDirectory directory;
    private Credentials credentials;

    @BeforeEach
    void takeDirectory(@TempDir Path path) throws IOException {
        directory = StackDirectory.take(path);
        credentials = Credentials.in(directory);
    }

    @AfterEach
    void leaveDirectory() throws IOException {
        directory.close();
    }

    @Test
    void theCallersVariablesWin() {
        // When
        Map<String, String> proxy = environment(Map.of("SCP_SESSION_TTL", "1h", "SCP_ADMIN_KEY", "scp_mine"), List.of())
                .ofProxy();

        // Then
        assertThat(proxy)
                .containsEntry("SCP_SESSION_TTL", "1h")
                .containsEntry("SCP_ADMIN_KEY", "scp_mine")
                .containsEntry("SCP_ENVIRONMENT", "development");
    }

    @Test
    void eachServiceHasItsOwnPortsWhateverTheCallerSays() {
        // Given
        StackEnvironment environment =
                environment(Map.of("SCP_PORT", "1", "SCP_MANAGEMENT_PORT", "1"), List.of("--relay-port", "6001"));

        // When, Then
        assertThat(environment.ofProxy())
                .containsEntry("SCP_PORT", "5000")
                .containsEntry("SCP_MANAGEMENT_PORT", "5080");
        assertThat(environment.ofRelay())
                .containsEntry("SCP_PORT", "6001")
                .containsEntry("SCP_MANAGEMENT_PORT", "5081");
    }

    @Test
    void theInboxChecksWithTheSecretThatTheRelaySignsWith() {
        // Given
        StackEnvironment environment = environment(Map.of("SCP_WEBHOOK_SECRET", "callers"), List.of());

        // When, Then
        assertThat(environment.webhookSecret()).isEqualTo("callers");
        assertThat(environment.ofRelay()).containsEntry("SCP_WEBHOOK_SECRET", "callers");
    }

    @Test
    void theProviderTakesTheRedirectUriOfTheGatewayThatRuns() {
        // When
        Map<String, String> provider = environment(
                        Map.of("SCP_CALLBACK_URL_OVERRIDE", "https://other.example/"), List.of("--proxy-port", "6000"))
                .ofProvider(directory.path());

        // Then
        assertThat(provider)
                .containsEntry(
                        "DEMO_PROVIDER_REDIRECT_URIS",
                        "http://localhost:6000/oauth/demo/callback,https://other.example/oauth/demo/callback");
    }

    @Test
    void theAgentsFileHasTheHashOfTheKeyAlone() throws IOException {
        // When
        environment(Map.of(), List.of()).writeFiles();

        // Then
        assertThat(Files.readString(directory.resolve("agents.yaml")))
                .contains(Credentials.hash(credentials.agentKey()))
                .doesNotContain(credentials.agentKey());
    }

    private StackEnvironment environment(Map<String, String> caller, List<String> arguments) {
        return new StackEnvironment(LaunchOptions.parse(arguments), directory, credentials, caller);
    }
}
