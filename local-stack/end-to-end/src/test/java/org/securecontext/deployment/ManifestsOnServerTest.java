package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators apply the files one by one; a second time changes nothing. */
@EnableKubernetesMockClient(crud = true)
class ManifestsOnServerTest {

    private static final List<String> IN_ORDER =
            List.of("namespace", "configmap", "secret", "deployment", "service", "ingress", "hpa");

    @SuppressWarnings("NullAway.Init") // set by the extension
    private KubernetesClient client;

    @Test
    void theFilesAreAppliedOneByOneInTheirOrder() {
        // When
        for (String file : IN_ORDER) {
            load(file).forEach(manifest -> client.resource(manifest).create());
        }

        // Then
        assertThat(client.apps().deployments().inNamespace("scp").list().getItems())
                .hasSize(2);
        assertThat(client.services()
                        .inNamespace("scp")
                        .withName("scp-app-service")
                        .get())
                .isNotNull();
        assertThat(client.secrets().inNamespace("scp").withName("scp-secrets").get())
                .isNotNull();
        assertThat(client.autoscaling()
                        .v2()
                        .horizontalPodAutoscalers()
                        .inNamespace("scp")
                        .withName("scp-app-hpa")
                        .get())
                .isNotNull();
    }

    @Test
    void everyFileIsTaken() {
        // When
        List<HasMetadata> created = Manifest.FILES.stream()
                .flatMap(file -> load(file).stream())
                .map(manifest -> client.resource(manifest).create())
                .toList();

        // Then
        assertThat(created).hasSameSizeAs(Manifest.all());
    }

    private List<HasMetadata> load(String file) {
        byte[] bytes = Checkout.text("k8s/" + file + ".yaml").getBytes(StandardCharsets.UTF_8);
        return client.load(new ByteArrayInputStream(bytes)).items();
    }
}
