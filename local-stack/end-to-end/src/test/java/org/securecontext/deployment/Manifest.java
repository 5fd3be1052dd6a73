package org.securecontext.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The manifests under k8s, as trees. */
final class Manifest {

    /** What kubectl apply -k takes, and what is applied by itself. */
    static final List<String> FILES = List.of(
            "namespace",
            "serviceaccount",
            "configmap",
            "secret",
            "deployment",
            "service",
            "ingress",
            "hpa",
            "pdb",
            "networkpolicy");

    private Manifest() {}

    static List<JsonNode> all() {
        return FILES.stream()
                .flatMap(file -> Yaml.documents(Checkout.text("k8s/" + file + ".yaml")).stream())
                .toList();
    }

    static Stream<JsonNode> ofKind(String kind) {
        return all().stream()
                .filter(manifest -> kind.equals(manifest.path("kind").asText()));
    }

    static List<JsonNode> containers(JsonNode deployment) {
        return elements(podSpec(deployment).path("containers")).toList();
    }

    static JsonNode podSpec(JsonNode deployment) {
        return deployment.path("spec").path("template").path("spec");
    }

    static String name(JsonNode manifest) {
        return manifest.path("metadata").path("name").asText();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
