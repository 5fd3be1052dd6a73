package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** scripts/deploy-enterprise.sh --dry-run, compared with what a person has read and agreed to. */
class DeployScriptTest {

    private static final String SCRIPT = "scripts/deploy-enterprise.sh";
    private static final Path GOLDEN = Path.of("src/test/resources/deployment").toAbsolutePath();

    @TempDir
    Path output;

    @ParameterizedTest
    @CsvSource({"docker, production", "docker, development", "kubernetes, production", "docker-swarm, production"})
    void theRenderingIsTheGoldenOne(String type, String environment) throws IOException {
        // Given
        Files.copy(GOLDEN.resolve("secrets.env"), output.resolve("secrets.env"));

        // When
        dryRun(type, environment, "-d", "gateway.example.org", "-w", "https://hooks.example.org/scp", "-n", "acme");

        // Then
        Path golden = GOLDEN.resolve(type + "-" + environment);
        if (Boolean.getBoolean("scp.golden.write")) {
            write(golden);
        }
        assertThat(files(output)).isEqualTo(files(golden));
    }

    @Test
    void secretsAreMadeOnceAndNeverOverwritten() throws IOException {
        // Given
        dryRun("kubernetes", "production", "-d", "gateway.example.org");
        Map<String, String> first = files(output);

        // When
        dryRun("kubernetes", "production", "-d", "gateway.example.org");

        // Then
        assertThat(files(output)).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(output.resolve("secrets.env"))).hasSize(2);
        assertThat(first.get("secrets.env"))
                .containsPattern("SCP_ENCRYPTION_KEYS=k1:[A-Za-z0-9+/]{43}=\\n")
                .containsPattern("SCP_ADMIN_KEY=scp_[A-Za-z0-9_-]{43}\\n")
                .containsPattern("SCP_WEBHOOK_SECRET=whsec_[A-Za-z0-9+/]{43}=\\n");
    }

    @Test
    void theNamespaceIsInEveryManifest() throws IOException {
        // When
        dryRun("kubernetes", "production", "-d", "gateway.example.org", "-n", "acme");

        // Then
        assertThat(Manifest.FILES)
                .allSatisfy(file -> assertThat(Yaml.documents(Files.readString(output.resolve(file + ".yaml"))))
                        .allSatisfy(manifest -> assertThat(
                                        file.equals("namespace")
                                                ? Manifest.name(manifest)
                                                : manifest.path("metadata")
                                                        .path("namespace")
                                                        .asText())
                                .isEqualTo("acme")));
    }

    @Test
    void variablesOfTheCallerGoIntoTheRendering() throws IOException {
        // When
        String said = Command.of(
                        RequiredTool.BASH.path(),
                        SCRIPT,
                        "-t",
                        "kubernetes",
                        "-d",
                        "gateway.example.org",
                        "-o",
                        output.toString(),
                        "--dry-run")
                .with(Map.of(
                        "SCP_REDIS_URL", "rediss://:a\"b\\c@redis.example.org:6379",
                        "SCP_KAFKA_BOOTSTRAP_SERVERS", "kafka.example.org:9093",
                        "SCP_KAFKA_SASL_PASSWORD", "p",
                        "GOOGLE_CLIENT_ID", "id"))
                .output();

        // Then
        assertThat(said).doesNotContain("Missing");
        assertThat(Yaml.tree(Files.readString(output.resolve("secret.yaml")))
                        .path("stringData")
                        .path("SCP_REDIS_URL")
                        .asText())
                .isEqualTo("rediss://:a\"b\\c@redis.example.org:6379");
        assertThat(Yaml.tree(Files.readString(output.resolve("configmap.yaml")))
                        .path("data")
                        .path("GOOGLE_CLIENT_ID")
                        .asText())
                .isEqualTo("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-e production -d a.example | -t is missing",
                "-t podman | -t takes docker, kubernetes or docker-swarm, not 'podman'",
                "-t docker -e prod -d a.example | -e takes production, staging or development, not 'prod'",
                "-t docker | -d is missing",
                "-t docker -d https://a.example | -d takes a host name",
                "-t docker -d a.example -w http://b.example | -w must be https",
                "-t docker -d a.example -n A_B | -n takes letters",
                "-t docker -d a.example -x | unknown option -x",
                "-t docker -d | -d needs a value",
                "-t docker -d a.example -o /proc/none | cannot write to /proc/none"
            })
    void aWrongOptionIsToldInOneLine(String options, String said) {
        // When
        Command.Outcome outcome = new Command(
                        Stream.concat(Stream.of(RequiredTool.BASH.path(), SCRIPT), Stream.of(options.split(" ", -1)))
                                .toList(),
                        Map.of(),
                        Checkout.path("."))
                .run();

        // Then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output().lines())
                .last()
                .asString()
                .startsWith("deploy-enterprise: ")
                .contains(said);
    }

    @Test
    void theSwarmStackAndTheComposeFileAreReadByDockerCompose() throws IOException {
        // Given
        Files.copy(GOLDEN.resolve("secrets.env"), output.resolve("secrets.env"));
        dryRun("docker-swarm", "production", "-d", "gateway.example.org");

        // When
        String merged = Command.of(
                        RequiredTool.DOCKER_COMPOSE.path(),
                        "--file",
                        output.resolve("docker-stack.yml").toString(),
                        "config")
                .output();

        // Then
        assertThat(merged).contains("replicas: 3", "parallelism: 1", "delay: 10s", "condition: any");
        assertThat(merged).doesNotContain("condition: service_healthy");
    }

    @Test
    void shellcheckFindsNothing() {
        // Given
        List<String> scripts = Stream.of("scripts/deploy", "docker", "scripts")
                .flatMap(directory -> Checkout.filesBelow(Checkout.path(directory), ".sh").stream())
                .map(Path::toString)
                .distinct()
                .toList();

        // When
        List<String> line = Stream.concat(Stream.of(RequiredTool.SHELLCHECK.path(), "-x"), scripts.stream())
                .toList();

        // Then
        assertThat(new Command(line, Map.of(), Checkout.path(".")).output()).isEmpty();
    }

    private void dryRun(String type, String environment, String... more) {
        List<String> line = Stream.concat(
                        Stream.of(
                                RequiredTool.BASH.path(),
                                SCRIPT,
                                "-t",
                                type,
                                "-e",
                                environment,
                                "-o",
                                output.toString(),
                                "--dry-run"),
                        Stream.of(more))
                .toList();
        String said = new Command(line, Map.of(), Checkout.path(".")).output();
        assertThat(said).contains("nothing was deployed", "/oauth/google/callback");
    }

    /** Path to content, with the directory that differs by run named the same. */
    private Map<String, String> files(Path directory) {
        Map<String, String> files = new TreeMap<>();
        Checkout.filesBelow(directory, "")
                .forEach(file -> files.put(
                        directory.relativize(file).toString(),
                        Checkout.text(file).replace(output.toString(), "/rendered")));
        return files;
    }

    private void write(Path golden) throws IOException {
        for (Map.Entry<String, String> file : files(output).entrySet()) {
            Path target = golden.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }
}
