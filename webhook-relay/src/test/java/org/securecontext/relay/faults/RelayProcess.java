package org.securecontext.relay.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;
import org.securecontext.localstack.backends.TestBackends;

/** The packaged relay in a JVM of its own, with endpoints and short pauses. */
final class RelayProcess implements AutoCloseable {

    /** What signs the webhooks of {@link #deliveringTo}. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final ServiceProcess service;
    private final int managementPort;
    private final Path log;

    private RelayProcess(ServiceProcess service, int managementPort, Path log) {
        this.service = service;
        this.managementPort = managementPort;
        this.log = log;
    }

    /** Starts without waiting. */
    static RelayProcess launch(String bootstrapServers, Map<String, String> environment) {
        int management = FreePorts.next();
        Path directory = TestBackends.newDirectory("relay");
        Map<String, String> all = new HashMap<>(Map.of(
                "SCP_ENVIRONMENT", "development",
                "SCP_LOG_FORMAT", "text",
                "SCP_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "SCP_PORT", Integer.toString(FreePorts.next()),
                "SCP_MANAGEMENT_PORT", Integer.toString(management),
                "SCP_WEBHOOK_ALLOW_PRIVATE", "true",
                "SCP_WEBHOOK_SESSION_TIMEOUT", "6s"));
        all.putAll(environment);
        ServiceOptions options = ServiceOptions.of("webhook-relay", management, directory)
                .unpacked()
                .with(all)
                .withHeapMegabytes(160);
        return new RelayProcess(ServiceProcess.launch(options), management, options.log());
    }

    /** Starts and waits until its lanes are in their groups. */
    static RelayProcess start(String bootstrapServers, Map<String, String> environment) {
        RelayProcess relay = launch(bootstrapServers, environment);
        relay.awaitReady();
        return relay;
    }

    /** The environment of one endpoint {@code default} that receives everything. */
    static Map<String, String> deliveringTo(String url) {
        return Map.of(
                "SCP_ENABLE_WEBHOOKS",
                "true",
                "SCP_WEBHOOK_URL",
                url,
                "SCP_WEBHOOK_SECRET",
                SECRET,
                "SCP_WEBHOOK_EVENTS",
                "*");
    }

    /** The environment of the endpoints in this YAML. */
    static Map<String, String> withEndpoints(String yaml) {
        try {
            Path file = TestBackends.newDirectory("endpoints").resolve("endpoints.yaml");
            return Map.of(
                    "SCP_WEBHOOK_ENDPOINTS_FILE", Files.writeString(file, yaml).toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void awaitReady() {
        service.awaitReady(Duration.ofSeconds(90));
    }

    boolean isReady() {
        return service.isReady();
    }

    /** kill -9. */
    void kill() {
        service.kill();
    }

    /** SIGTERM; whether it ended in time. */
    boolean terminate(Duration atMost) {
        return service.terminate(atMost);
    }

    /** Starts it again, on the same ports. */
    void restart() {
        service.respawn();
        service.awaitReady(Duration.ofSeconds(90));
    }

    /** An address of its API or console. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.options().environment().get("SCP_PORT") + path);
    }

    /** Starts it again without waiting, on the same ports. */
    void relaunch() {
        service.respawn();
    }

    long pid() {
        return service.process().pid();
    }

    /** Resident memory in MiB. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The value of a metric with these labels, summed over the rest; 0 when it is not there. */
    double metric(String name, String... labels) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> java.util.Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    private String metrics() {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
