package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class KustomizeTest {

    @Test
    void theDirectoryBuildsWithAServiceAccountForEachPod() {
        // When
        List<JsonNode> built = Yaml.documents(
                Command.of(RequiredTool.KUBECTL.path(), "kustomize", "k8s").output());

        // Then
        assertThat(built).hasSameSizeAs(Manifest.all());
        assertThat(built)
                .allSatisfy(manifest -> assertThat(StrictModel.parse(manifest)).isNotNull());
        assertThat(built)
                .filteredOn(
                        manifest -> "Deployment".equals(manifest.path("kind").asText()))
                .hasSize(2)
                .allSatisfy(deployment -> assertThat(Manifest.podSpec(deployment)
                                .path("serviceAccountName")
                                .asText())
                        .isEqualTo(Manifest.name(deployment)));
    }

    @Test
    void kedaScalesTheRelayOnTheLagOfItsConsumerGroup() {
        // When
        JsonNode scaled = Yaml.tree(Checkout.text("k8s/keda.yaml"));
        JsonNode metadata = scaled.findValue("triggers").path(0).path("metadata");

        // Then
        assertThat(scaled.path("spec").path("scaleTargetRef").path("name").asText())
                .isEqualTo("scp-webhook-relay");
        assertThat(metadata.path("topic").asText()).isEqualTo("scp.token-events");
        assertThat(metadata.path("consumerGroup").asText()).isEqualTo("scp-webhook-relay.default.declared");
        assertThat(SettingNames.readBy("webhook-relay"))
                .contains(metadata.path("bootstrapServersFromEnv").asText());
    }
}
