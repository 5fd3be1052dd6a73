package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest fits the Kubernetes API, and every name in one is the name of something in another. */
class ManifestsTest {

    private static final Map<String, JsonNode> DEPLOYMENTS =
            Manifest.ofKind("Deployment").collect(Collectors.toMap(Manifest::name, Function.identity()));

    static Iterable<JsonNode> manifests() {
        return Manifest.all();
    }

    static Iterable<JsonNode> deployments() {
        return DEPLOYMENTS.values();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aManifestHasNoFieldThatKubernetesDoesNotKnow(JsonNode manifest) {
        assertThat(StrictModel.parse(manifest).getMetadata().getName()).isEqualTo(Manifest.name(manifest));
    }

    @Test
    void aMisspeltFieldIsFound() {
        // Given
        JsonNode deployment = deployment("scp-app").deepCopy();
        ((ObjectNode) Manifest.containers(deployment).get(0).path("readinessProbe")).put("failureTreshold", 3);

        // When, Then
        assertThatThrownBy(() -> StrictModel.parse(deployment))
                .rootCause()
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("failureTreshold");
    }

    @Test
    void theNamesAreThoseThatOperatorsKnow() {
        assertThat(Manifest.all())
                .extracting(manifest -> manifest.path("kind").asText() + "/" + Manifest.name(manifest))
                .contains(
                        "Namespace/scp",
                        "Deployment/scp-app",
                        "Deployment/scp-webhook-relay",
                        "Service/scp-app-service",
                        "ConfigMap/scp-config",
                        "Secret/scp-secrets",
                        "HorizontalPodAutoscaler/scp-app-hpa");
    }

    @Test
    void everythingBelongsToTheNamespace() {
        assertThat(Manifest.all())
                .filteredOn(
                        manifest -> !"Namespace".equals(manifest.path("kind").asText()))
                .allSatisfy(manifest -> assertThat(
                                manifest.path("metadata").path("namespace").asText())
                        .isEqualTo("scp"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyReferenceToAConfigMapOrSecretHasItsKey(JsonNode deployment) {
        // Given
        Set<String> secretKeys =
                Yaml.keys(Manifest.ofKind("Secret").findFirst().orElseThrow().path("stringData"));

        // Then
        assertThat(deployment.findValues("configMapRef"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(reference.path("name").asText()).isEqualTo("scp-config"));
        assertThat(deployment.findValues("secretKeyRef")).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference.path("name").asText()).isEqualTo("scp-secrets");
            assertThat(secretKeys).contains(reference.path("key").asText());
        });
        assertThat(Manifest.podSpec(deployment).findValues("items"))
                .allSatisfy(items -> assertThat(Manifest.elements(items)
                                .map(item -> item.path("key").asText()))
                        .isSubsetOf(secretKeys));
    }

    @Test
    void secretsHaveNoUsableDefaultAndAreInNoConfigMap() {
        // Given
        JsonNode secret = Manifest.ofKind("Secret").findFirst().orElseThrow().path("stringData");
        Set<String> configured =
                Yaml.keys(Manifest.ofKind("ConfigMap").findFirst().orElseThrow().path("data"));

        // Then
        assertThat(secret).allSatisfy(value -> assertThat(value.asText()).isEmpty());
        assertThat(configured).doesNotContainAnyElementsOf(Yaml.keys(secret));
        assertThat(configured)
                .noneMatch(name -> Pattern.compile("SECRET|PASSWORD|_KEY$|_KEYS$")
                        .matcher(name)
                        .find());
    }

    @Test
    void selectorsFindThePodsAndPortsTheirNumbers() {
        assertThat(Manifest.ofKind("Service")).hasSize(2).allSatisfy(service -> {
            JsonNode deployment = selectedBy(service.path("spec").path("selector"));
            assertThat(service.path("spec").path("sessionAffinity").asText()).isEqualTo("None");
            assertThat(service.path("spec").path("ports")).allSatisfy(port -> {
                assertThat(port.path("port").asInt()).isEqualTo(80);
                assertThat(portsOf(deployment))
                        .containsKey(port.path("targetPort").asText());
            });
        });
        assertThat(Manifest.ofKind("PodDisruptionBudget"))
                .hasSize(2)
                .allSatisfy(budget -> assertThat(
                                selectedBy(budget.path("spec").path("selector").path("matchLabels")))
                        .isNotNull());
        assertThat(Manifest.ofKind("HorizontalPodAutoscaler"))
                .hasSize(1)
                .allSatisfy(autoscaler -> assertThat(DEPLOYMENTS)
                        .containsKey(autoscaler
                                .path("spec")
                                .path("scaleTargetRef")
                                .path("name")
                                .asText()));
        assertThat(portsOf(deployment("scp-app"))).containsEntry("http", 5000).containsEntry("management", 5080);
        assertThat(portsOf(deployment("scp-webhook-relay")))
                .containsEntry("http", 5001)
                .containsEntry("management", 5081);
    }

    @Test
    void theIngressLeadsToTheServiceOfTheGateway() {
        // When
        JsonNode backend = Manifest.ofKind("Ingress")
                .findFirst()
                .orElseThrow()
                .findValue("backend")
                .path("service");

        // Then
        assertThat(backend.path("name").asText()).isEqualTo("scp-app-service");
        assertThat(backend.path("port").path("name").asText()).isEqualTo("http");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void networkPoliciesNameThePortsOfThePodsThatTheySelect(JsonNode deployment) {
        // Given
        Set<String> ports = portsOf(deployment).keySet();

        // When
        JsonNode policy = Manifest.ofKind("NetworkPolicy")
                .filter(candidate -> Manifest.name(candidate).equals(Manifest.name(deployment)))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(selectedBy(policy.path("spec").path("podSelector").path("matchLabels")))
                .isEqualTo(deployment);
        assertThat(policy.path("spec").path("ingress").findValues("port"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(ports);
    }

    private static JsonNode deployment(String name) {
        return Optional.ofNullable(DEPLOYMENTS.get(name)).orElseThrow();
    }

    private static JsonNode selectedBy(JsonNode labels) {
        return DEPLOYMENTS.values().stream()
                .filter(deployment -> {
                    JsonNode own = deployment
                            .path("spec")
                            .path("template")
                            .path("metadata")
                            .path("labels");
                    return labels.size() > 0
                            && Yaml.keys(labels).stream()
                                    .allMatch(key -> labels.path(key).equals(own.path(key)));
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("No pod has the labels " + labels));
    }

    private static Map<String, Integer> portsOf(JsonNode deployment) {
        return Manifest.elements(Manifest.containers(deployment).get(0).path("ports"))
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));
    }
}
