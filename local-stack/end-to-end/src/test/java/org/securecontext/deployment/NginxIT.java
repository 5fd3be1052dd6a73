package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.endtoend.gateway.GatewayProcesses;

/** docker/nginx in front of two real replicas of the gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NginxIT {

    private static final int FLOWS = 4;
    private static final int RETRIEVALS = 300;

    private final GatewayProcesses gateway;
    private final NginxProcess nginx;

    NginxIT(@TempDir Path directory) throws IOException {
        RequiredTool.NGINX.need();
        RequiredTool.OPENSSL.need();
        this.gateway = GatewayProcesses.start(7, 2, Map.of());
        this.nginx = NginxProcess.start(directory, gateway.ports());
    }

    @AfterAll
    void stop() {
        nginx.close();
        gateway.close();
    }

    @Test
    @Order(1)
    void aFlowBegunOnOneReplicaEndsOnTheOther() throws IOException {
        // When
        List<String> sessions = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            sessions.add(session());
        }

        // Then
        List<String> begun = replicasThatAnswered("/authorize");
        List<String> ended = replicasThatAnswered("/callback");
        assertThat(sessions).hasSize(FLOWS).doesNotContain("");
        assertThat(begun).hasSize(FLOWS);
        assertThat(IntStream.range(0, FLOWS)).anyMatch(flow -> !begun.get(flow).equals(ended.get(flow)));
    }

    @Test
    @Order(2)
    void plainHttpLeadsToTlsWithTheHeadersOnceEach() throws Exception {
        // When
        HttpResponse<String> plain = get("http://localhost:" + nginx.redirectPort() + "/api/version?x=1");
        HttpResponse<String> secure = get("https://localhost:" + nginx.tlsPort() + "/");

        // Then
        assertThat(plain.statusCode()).isEqualTo(308);
        assertThat(plain.headers().firstValue("Location")).contains("https://localhost/api/version?x=1");
        assertThat(secure.statusCode()).isNotEqualTo(502);
        assertThat(secure.version()).isEqualTo(HttpClient.Version.HTTP_2);
        for (String header :
                List.of("Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")) {
            assertThat(secure.headers().allValues(header)).as(header).hasSize(1);
        }
    }

    @Test
    @Order(3)
    void theManagementPathsAreNotThere() throws Exception {
        assertThat(get("https://localhost:" + nginx.tlsPort() + "/actuator/health")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("https://localhost:" + nginx.tlsPort() + "/nginx-health").statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(4)
    void aCodeOfACallbackIsNotInTheLog() {
        assertThat(nginx.accessLog()).isNotEmpty().noneMatch(line -> line.contains("code="));
    }

    @Test
    @Order(5)
    void aReplicaThatIsKilledCostsNoClientAnError() throws IOException {
        // Given
        String session = session();

        // When
        Map<Integer, Integer> answers = new LinkedHashMap<>();
        for (int call = 0; call < RETRIEVALS; call++) {
            if (call == RETRIEVALS / 3) {
                gateway.replica(1).kill();
            }
            answers.merge(gateway.client().retrieve(nginx.plainPort(), session).status(), 1, Integer::sum);
        }

        // Then
        assertThat(answers).isEqualTo(Map.of(200, RETRIEVALS));
        assertThat(replicasThatAnswered("/api/tokens/").stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    @Order(6)
    void aClientThatAsksTooOftenIsSlowedDownAlone() throws Exception {
        // When
        Map<Integer, Integer> answers = new LinkedHashMap<>();
        for (int call = 0; call < 60; call++) {
            answers.merge(
                    get("https://localhost:" + nginx.tlsPort() + "/connect/none")
                            .statusCode(),
                    1,
                    Integer::sum);
        }

        // Then
        assertThat(answers).containsKey(429).hasSizeGreaterThan(1);
        assertThat(get("https://localhost:" + nginx.tlsPort() + "/nginx-health").statusCode())
                .isEqualTo(200);
    }

    private String session() throws IOException {
        return gateway.client()
                .finish(nginx.plainPort(), gateway.client().consent(nginx.plainPort(), gateway.provider()));
    }

    private List<String> replicasThatAnswered(String path) {
        return nginx.accessLog().stream()
                .map(Yaml::tree)
                .filter(line -> line.path("url.path").asText().contains(path))
                .map((JsonNode line) -> line.path("upstream.address").asText())
                .toList();
    }

    private HttpResponse<String> get(String address)
            throws IOException, InterruptedException, GeneralSecurityException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting(nginx.certificate()))
                .build();
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
