package org.securecontext.proxy.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class StartChecksTest {

    @Test
    void soundProductionStarts() {
        assertThat(problems(production())).isEmpty();
    }

    @Test
    void developmentNeedsNothing() {
        assertThat(problems(environment("development", "http://localhost:5000")))
                .isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        // Given
        MockEnvironment environment = environment("production", "http://scp.example")
                .withProperty("scp.agents.admin-key", "changeme")
                .withProperty("scp.webhooks.secret", "secret");

        // When
        List<String> problems = problems(environment);

        // Then
        assertThat(problems)
                .hasSize(5)
                .anyMatch(problem -> problem.equals("SCP_BASE_URL must be https in production"))
                .anyMatch(problem -> problem.startsWith("SCP_AGENTS_FILE or SCP_AGENT_JWT_ISSUER must be set"))
                .anyMatch(problem -> problem.startsWith("SCP_ENCRYPTION_KEYS must be set"))
                .anyMatch(problem -> problem.startsWith("SCP_ADMIN_KEY is a default or too weak"))
                .anyMatch(problem -> problem.startsWith("SCP_WEBHOOK_SECRET is a default secret"));
    }

    @Test
    void stagingHasTheRulesOfProduction() {
        assertThat(problems(environment("staging", "http://scp.example"))).hasSize(3);
    }

    @Test
    void unknownEnvironmentIsHeldToProduction() {
        assertThat(problems(environment("prod", "http://scp.example")))
                .contains("SCP_ENVIRONMENT takes development, staging or production")
                .contains("SCP_BASE_URL must be https in production");
    }

    @Test
    void defaultEncryptionKeyIsRefused() {
        String zeros = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(problems(production().withProperty("scp.vault.encryption-keys", zeros)))
                .singleElement()
                .asString()
                .startsWith("SCP_ENCRYPTION_KEYS has a default key");
    }

    @Test
    void problemsNeverHoldAKey() {
        String key = "k1:" + "bm90LTMyLWJ5dGVz";

        assertThat(problems(production().withProperty("scp.vault.encryption-keys", key)))
                .singleElement()
                .asString()
                .startsWith("SCP_ENCRYPTION_KEYS")
                .doesNotContain("bm90LTMyLWJ5dGVz");
    }

    @Test
    void issuerNeedsAnAudience() {
        assertThat(problems(production().withProperty("scp.agents.jwt-issuer", "https://issuer.example")))
                .containsExactly("SCP_AGENT_JWT_AUDIENCE must be set together with SCP_AGENT_JWT_ISSUER");
    }

    @Test
    void baseUrlIsAbsoluteWithoutQuery() {
        assertThat(problems(environment("development", "localhost:5000"))).hasSize(1);
        assertThat(problems(environment("development", "http://localhost:5000?x=1")))
                .hasSize(1);
    }

    private static MockEnvironment production() {
        byte[] key = new byte[32];
        new Random(7).nextBytes(key);
        return environment("production", "https://scp.example")
                .withProperty("scp.agents.file", "/etc/scp/agents.yaml")
                .withProperty(
                        "scp.vault.encryption-keys", "k1:" + Base64.getEncoder().encodeToString(key));
    }

    private static MockEnvironment environment(String name, String baseUrl) {
        return new MockEnvironment().withProperty("scp.environment", name).withProperty("scp.base-url", baseUrl);
    }

    private static List<String> problems(MockEnvironment environment) {
        return new StartChecks(environment).problems();
    }
}
