package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;

/** The images as plain processes: no engine is needed to see that they start, serve and stop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerImitationIT {

    private static final Duration START = Duration.ofMinutes(3);
    private static final long DRAIN_SECONDS = 25;

    private final List<Path> directories = new ArrayList<>();
    private final RedisProcess redis;
    private final KafkaProcess kafka;

    ContainerImitationIT() throws IOException {
        RequiredTool.root();
        this.redis = RedisProcess.start(RedisOptions.in(newDirectory("redis")).keepingNothing());
        this.kafka = KafkaProcess.start(KafkaOptions.in(newDirectory("kafka")));
    }

    @AfterAll
    void stop() throws IOException {
        kafka.kill();
        redis.close();
        for (Path directory : directories) {
            delete(directory);
        }
    }

    @Test
    void theGatewayRunsWithoutRightsOnAReadOnlyFileSystem() throws Exception {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        startsServesAndStops(
                "proxy-service",
                managementPort,
                Map.of(
                        "SCP_PORT", Integer.toString(port),
                        "SCP_MANAGEMENT_PORT", Integer.toString(managementPort),
                        "SCP_REDIS_URL", redis.url()));
    }

    @Test
    void theRelayRunsWithoutRightsOnAReadOnlyFileSystem() throws Exception {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        startsServesAndStops(
                "webhook-relay",
                managementPort,
                Map.of(
                        "SCP_PORT", Integer.toString(port),
                        "SCP_MANAGEMENT_PORT", Integer.toString(managementPort)));
    }

    private void startsServesAndStops(String service, int managementPort, Map<String, String> variables)
            throws Exception {
        // Given
        Path directory = newDirectory(service);
        ContainerImitation container = new ContainerImitation(service, directory);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("SCP_ENVIRONMENT", "development");
        environment.put("SCP_API_DOCS", "false");
        environment.put("SCP_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        Path log = directory.resolve("service.log");

        // When
        Process process = container.start(environment, log);

        // Then
        try {
            await(service + " is healthy").atMost(START).until(() -> {
                assertThat(process.isAlive()).as(() -> Checkout.text(log)).isTrue();
                return container.healthcheck(service, managementPort).run().status() == 0;
            });
            assertThat(userOf(process)).isEqualTo("10001");
            assertThat(List.of("/v3/api-docs", "/swagger-ui/index.html", "/webjars/swagger-ui/index.html"))
                    .as("the description is switched off at the start, not at build")
                    .allSatisfy(path -> assertThat(status(variables.getOrDefault("SCP_PORT", ""), path))
                            .isEqualTo(404));
            assertThat(container.archive()).exists();
        } finally {
            assertThat(ContainerImitation.stop(process, DRAIN_SECONDS))
                    .as("ends by SIGTERM")
                    .isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(container.healthcheck(service, managementPort).run().status())
                .isNotZero();
    }

    private static int status(String port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** Not below /tmp, of which the imitation has its own, and open to its user, wherever the checkout is. */
    private Path newDirectory(String name) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "scp-" + name + "-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        directories.add(directory);
        return directory;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String userOf(Process process) throws IOException {
        return Checkout.text(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> line.split("\\s+", -1)[2])
                .findFirst()
                .orElseThrow();
    }
}
