package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A variable that the services read is offered by every way of deployment, and nothing else is. */
class SettingsAgreementTest {

    private static final Set<String> GATEWAY = SettingNames.readBy("proxy-service");
    private static final Set<String> RELAY = SettingNames.readBy("webhook-relay");
    private static final Set<String> BOTH = union(GATEWAY, RELAY);

    @Test
    void theExampleFileListsEveryVariableAndNoOther() {
        assertThat(SettingNames.ofServices(SettingNames.assignedIn(Checkout.text(".env.example"))))
                .containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void theExampleFileListsWhatTheComposeFileItselfReads() {
        // Given
        Set<String> own = new TreeSet<>(SettingNames.assignedIn(Checkout.text(".env.example")));
        own.removeAll(BOTH);

        // When
        Set<String> read = composeVariables();
        read.removeAll(BOTH);

        // Then
        assertThat(own).containsExactlyInAnyOrderElementsOf(read);
    }

    @ParameterizedTest
    @CsvSource({"proxy-service", "webhook-relay"})
    void composeGivesEachServiceWhatItReadsAndNoMore(String service) {
        // When
        JsonNode compose = Yaml.tree(Checkout.text("docker-compose.yml"));

        // Then
        assertThat(SettingNames.environmentOf(compose.path("services").path(service)))
                .containsExactlyInAnyOrderElementsOf(SettingNames.readBy(service));
    }

    @Test
    void theConfigMapAndTheSecretHoldEveryVariableAndNoOther() {
        // Given
        Set<String> held = new TreeSet<>(
                Yaml.keys(Yaml.tree(Checkout.text("k8s/configmap.yaml")).path("data")));
        held.addAll(SettingNames.ofServices(
                Yaml.keys(Yaml.tree(Checkout.text("k8s/secret.yaml")).path("stringData"))));

        // When: the ports differ by service and stand in the Deployments
        held.addAll(portsOfDeployments());

        // Then
        assertThat(held).containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void theTablesOfTheManualHaveARowForEveryVariableAndNoOther() {
        assertThat(SettingNames.ofServices(SettingNames.inTablesOf(Checkout.text("docs/enterprise-deployment.md"))))
                .containsExactlyInAnyOrderElementsOf(BOTH);
    }

    @Test
    void noDocumentNamesAVariableThatNothingReads() {
        // Given
        Set<String> known = union(BOTH, composeVariables());
        Stream<Path> documents = Stream.concat(
                Checkout.filesBelow(Checkout.path("docs"), ".md").stream(),
                Stream.of("README.md", "docker-compose.yml", "docker/swarm/docker-stack.yml")
                        .map(Checkout::path));

        // When
        Set<String> unknown = documents
                .flatMap(file -> SettingNames.mentionedIn(Checkout.text(file)).stream()
                        .filter(name -> !known.contains(name) && !name.equals("DEMO_CLIENT_SECRET"))
                        .map(name -> file.getFileName() + ": " + name))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(unknown).isEmpty();
    }

    @Test
    void eachServiceGetsTheSecretsThatItReadsAndNoOther() {
        // Given
        Set<String> secrets = SettingNames.ofServices(
                Yaml.keys(Manifest.ofKind("Secret").findFirst().orElseThrow().path("stringData")));
        Map<String, String> modules = Map.of("scp-app", "proxy-service", "scp-webhook-relay", "webhook-relay");

        // Then
        modules.forEach((deployment, module) -> {
            Set<String> read = SettingNames.readBy(module);
            read.retainAll(secrets);
            assertThat(Manifest.ofKind("Deployment")
                            .filter(candidate -> Manifest.name(candidate).equals(deployment))
                            .findFirst()
                            .orElseThrow()
                            .findValues("secretKeyRef"))
                    .extracting(reference -> reference.path("key").asText())
                    .containsExactlyInAnyOrderElementsOf(read);
        });
    }

    private static Set<String> composeVariables() {
        return new TreeSet<>(java.util.regex.Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]")
                .matcher(Checkout.text("docker-compose.yml"))
                .results()
                .map(match -> match.group(1))
                .toList());
    }

    private static Set<String> portsOfDeployments() {
        return Yaml.documents(Checkout.text("k8s/deployment.yaml")).stream()
                .flatMap(deployment -> Manifest.containers(deployment).stream())
                .flatMap(container -> Manifest.elements(container.path("env")))
                .filter(variable -> variable.has("value"))
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
