package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose file as docker-compose itself merges it with .env.example. */
class ComposeFileTest {

    private static final Pattern BIND_MOUNT = Pattern.compile("(\\./[^:}\\s]+)[:}]");

    @Test
    void theExampleFileMakesACompleteDevelopmentDeployment() {
        // When
        JsonNode services = merged().path("services");

        // Then
        assertThat(Yaml.keys(services)).contains("proxy-service", "webhook-relay", "redis", "kafka");
        assertThat(services.path("proxy-service")
                        .path("environment")
                        .path("SCP_ENVIRONMENT")
                        .asText())
                .isEqualTo("development");
        assertThat(services.path("proxy-service")
                        .path("environment")
                        .path("SCP_BIND_ADDRESS")
                        .asText())
                .isEqualTo("0.0.0.0");
        assertThat(services.path("proxy-service")
                        .path("environment")
                        .path("SCP_REDIS_URL")
                        .asText())
                .isEqualTo("redis://:development-only@redis:6379");
    }

    @Test
    void nothingIsPublishedBeyondThisHostExceptByNginx() {
        assertThat(merged().path("services").properties()).allSatisfy(service -> {
            if (!service.getKey().equals("nginx")) {
                assertThat(service.getValue().path("ports"))
                        .as(service.getKey())
                        .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            }
        });
        assertThat(merged().path("services").path("kafka").has("ports")).isFalse();
        assertThat(merged().path("services").path("redis").has("ports")).isFalse();
    }

    @Test
    void aServiceStartsAfterWhatItNeedsIsHealthy() {
        // When
        JsonNode services = merged().path("services");

        // Then
        assertThat(services.path("proxy-service").path("depends_on").findValuesAsText("condition"))
                .containsExactly("service_healthy", "service_healthy");
        assertThat(Yaml.keys(services.path("webhook-relay").path("depends_on"))).containsExactly("kafka");
        assertThat(List.of("redis", "kafka", "nginx", "prometheus", "grafana"))
                .allSatisfy(name -> assertThat(services.path(name).has("healthcheck"))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy-service", "webhook-relay"})
    void aServiceRunsReadOnlyWithoutCapabilitiesWithinLimits(String name) {
        // When
        JsonNode service = merged().path("services").path(name);

        // Then
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.path("cap_drop").path(0).asText()).isEqualTo("ALL");
        assertThat(service.path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
        assertThat(service.path("tmpfs").path(0).asText()).startsWith("/tmp:exec");
        assertThat(Yaml.keys(service.path("deploy").path("resources").path("limits")))
                .containsExactly("cpus", "memory");
    }

    @Test
    void profilesAreThoseOfTheManual() {
        assertThat(Yaml.tree(Checkout.text("docker-compose.yml"))
                        .path("services")
                        .findValues("profiles"))
                .extracting(profiles -> profiles.path(0).asText())
                .containsOnly("nginx", "monitoring", "redis", "demo");
    }

    @Test
    void everyFileThatIsMountedExists() {
        assertThat(BIND_MOUNT
                        .matcher(Checkout.text("docker-compose.yml"))
                        .results()
                        .map(match -> match.group(1)))
                .filteredOn(path -> !path.contains("$"))
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(Files.exists(Checkout.path(path))).as(path).isTrue());
    }

    @Test
    void redisLosesNoAcknowledgedWrite() {
        assertThat(Checkout.text("docker/redis/start.sh"))
                .contains(
                        "appendonly yes", "appendfsync always", "maxmemory-policy noeviction", "redis-check-aof --fix");
    }

    private static JsonNode merged() {
        return Yaml.tree(Command.of(RequiredTool.DOCKER_COMPOSE.path(), "--env-file", ".env.example", "config")
                .with(Map.of())
                .output());
    }
}
