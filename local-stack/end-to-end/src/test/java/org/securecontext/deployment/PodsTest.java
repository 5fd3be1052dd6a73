package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the pods run: with no right that they do not need, and replaced without a gap. */
class PodsTest {

    private static final int DRAIN_SECONDS = 20;

    static Iterable<JsonNode> deployments() {
        return Manifest.ofKind("Deployment").toList();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aPodHasNoRights(JsonNode deployment) {
        // When
        JsonNode pod = Manifest.podSpec(deployment);
        JsonNode container = Manifest.containers(deployment).get(0).path("securityContext");

        // Then
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("securityContext").path("runAsUser").asInt()).isEqualTo(10001);
        assertThat(pod.path("securityContext")
                        .path("seccompProfile")
                        .path("type")
                        .asText())
                .isEqualTo("RuntimeDefault");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.path("capabilities").path("drop").path(0).asText()).isEqualTo("ALL");
        assertThat(Manifest.containers(deployment).get(0).path("volumeMounts"))
                .filteredOn(mount -> !mount.path("readOnly").asBoolean())
                .extracting(mount -> mount.path("mountPath").asText())
                .containsExactly("/tmp");
    }

    @Test
    void nothingIsGrantedAtTheApiServer() {
        assertThat(Manifest.all())
                .extracting(manifest -> manifest.path("kind").asText())
                .doesNotContain("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
        assertThat(Manifest.ofKind("ServiceAccount"))
                .hasSize(2)
                .allSatisfy(account -> assertThat(
                                account.path("automountServiceAccountToken").asBoolean(true))
                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void probesAskTheManagementPortForPathsThatTheServiceHas(JsonNode deployment) {
        // When
        JsonNode container = Manifest.containers(deployment).get(0);

        // Then
        assertThat(container.findValues("httpGet")).hasSize(3).allSatisfy(probe -> {
            assertThat(probe.path("port").asText()).isEqualTo("management");
            assertThat(probe.path("path").asText()).matches("/actuator/health/(liveness|readiness)");
        });
        assertThat(container.path("readinessProbe").path("httpGet").path("path").asText())
                .endsWith("/readiness");
        assertThat(container.path("livenessProbe").path("httpGet").path("path").asText())
                .endsWith("/liveness");
        assertThat(container.path("startupProbe").path("httpGet").path("path").asText())
                .endsWith("/liveness");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aReplicaIsReplacedWithoutAGap(JsonNode deployment) {
        // When
        JsonNode rolling = deployment.path("spec").path("strategy").path("rollingUpdate");
        JsonNode pod = Manifest.podSpec(deployment);
        JsonNode preStop = Manifest.containers(deployment)
                .get(0)
                .path("lifecycle")
                .path("preStop")
                .path("exec")
                .path("command");

        // Then
        assertThat(rolling.path("maxUnavailable").asInt(-1)).isZero();
        assertThat(rolling.path("maxSurge").asInt()).isPositive();
        assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                .isGreaterThan(preStop.path(1).asInt() + DRAIN_SECONDS);
        assertThat(pod.path("topologySpreadConstraints")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void prometheusFindsTheManagementPort(JsonNode deployment) {
        // When
        JsonNode annotations =
                deployment.path("spec").path("template").path("metadata").path("annotations");

        // Then
        assertThat(annotations.path("prometheus.io/scrape").asText()).isEqualTo("true");
        assertThat(annotations.path("prometheus.io/path").asText()).isEqualTo("/actuator/prometheus");
        assertThat(annotations.path("prometheus.io/port").asText())
                .isEqualTo(Manifest.name(deployment).equals("scp-app") ? "5080" : "5081");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void requestsAndLimitsAreSet(JsonNode deployment) {
        // When
        JsonNode resources = Manifest.containers(deployment).get(0).path("resources");

        // Then
        assertThat(Yaml.keys(resources.path("requests"))).containsExactly("cpu", "memory");
        assertThat(Yaml.keys(resources.path("limits"))).containsExactly("cpu", "memory");
    }

    @Test
    void theGatewayScalesFromThreeToTenAtSeventyPercentAndCalmlyDown() {
        // When
        JsonNode autoscaler = Manifest.ofKind("HorizontalPodAutoscaler")
                .findFirst()
                .orElseThrow()
                .path("spec");

        // Then
        assertThat(autoscaler.path("minReplicas").asInt()).isEqualTo(3);
        assertThat(autoscaler.path("maxReplicas").asInt()).isEqualTo(10);
        assertThat(autoscaler.findValue("averageUtilization").asInt()).isEqualTo(70);
        assertThat(autoscaler
                        .path("behavior")
                        .path("scaleDown")
                        .path("stabilizationWindowSeconds")
                        .asInt())
                .isGreaterThanOrEqualTo(300);
    }
}
