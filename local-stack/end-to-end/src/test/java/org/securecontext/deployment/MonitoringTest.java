package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MonitoringTest {

    static final String RULES = "docker/monitoring/rules/scp.yml";

    @Test
    void prometheusTakesTheConfigurationAndTheRules() {
        assertThat(Command.of(RequiredTool.PROMTOOL.path(), "check", "config", "docker/monitoring/prometheus.yml")
                        .output())
                .contains("SUCCESS");
        assertThat(Command.of(RequiredTool.PROMTOOL.path(), "check", "rules", RULES)
                        .output())
                .contains("SUCCESS");
    }

    @Test
    void theRulesFireWhenTheyShouldAndNotOtherwise() {
        assertThat(Command.of(RequiredTool.PROMTOOL.path(), "test", "rules", "docker/monitoring/rules-tests/scp.yml")
                        .output())
                .contains("SUCCESS");
    }

    @Test
    void everyAlertHasASectionOfTheRunbook() {
        // Given
        String runbook = Checkout.text("docs/operations.md");

        // Then
        assertThat(alerts()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(runbook).contains("### " + name + "\n");
            assertThat(alert.path("annotations").path("runbook").asText())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.path("labels").path("severity").asText()).isIn("warning", "critical");
        });
    }

    @Test
    void dashboardsUseTheDataSourceThatIsProvisioned() {
        // Given
        String uid = Yaml.tree(Checkout.text("docker/monitoring/grafana/provisioning/datasources/prometheus.yml"))
                .findValue("uid")
                .asText();

        // Then
        List<Path> dashboards = Checkout.filesBelow(Checkout.path("docker/monitoring/grafana/dashboards"), ".json");
        assertThat(dashboards).hasSize(2).allSatisfy(file -> {
            JsonNode dashboard = Yaml.tree(Checkout.text(file));
            assertThat(dashboard.path("panels")).hasSizeGreaterThan(10);
            assertThat(dashboard.findValues("datasource"))
                    .allSatisfy(
                            source -> assertThat(source.path("uid").asText()).isEqualTo(uid));
        });
    }

    private static List<JsonNode> alerts() {
        return Yaml.tree(Checkout.text(RULES)).findValues("rules").stream()
                .flatMap(Manifest::elements)
                .toList();
    }
}
