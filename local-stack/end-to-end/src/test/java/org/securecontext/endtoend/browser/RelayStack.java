package org.securecontext.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** The packaged relay with a broker and a receiver, as an operator's browser meets them. */
final class RelayStack implements AutoCloseable {

    /** The admin's key. */
    static final String KEY = "scp_consoleKeyForTests0000000000000000000000000";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory = newDirectory();
    private final int port = FreePorts.next();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer receiver;
    private final KafkaProcess kafka;
    private final ServiceProcess relay;
    private volatile int answer = 200;

    private RelayStack() {
        this.receiver = receiver();
        this.kafka = KafkaProcess.start(KafkaOptions.in(directory.resolve("kafka")));
        this.relay = ServiceProcess.launch(options());
        relay.awaitReady(Duration.ofSeconds(90));
    }

    static RelayStack start() {
        return new RelayStack();
    }

    /** An address of the console. */
    URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** How the receiver answers from now on. */
    void answer(int status) {
        answer = status;
    }

    /** Makes an endpoint whose failures are dead letters at once. */
    void makeEndpoint(String id) {
        JsonNode unused = call(
                "POST",
                "/endpoints",
                "{\"id\":\"" + id + "\",\"url\":\"http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/\",\"retry\":{\"count\":0,\"redelivery\":\"none\"}}");
    }

    /** Makes a dead letter, a delivery and a replay of both, so that no page is empty. */
    void makeTraffic(String endpoint) {
        Instant from = Instant.now().minusMillis(50);
        int open = read("/dead-letters?state=open").path("total").asInt();
        answer(400);
        String unused = writeEvent();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> read("/dead-letters?state=open").path("total").asInt() > open);
        answer(200);
        String event = writeEvent();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> read("/deliveries?event_id=" + event).path("count").asInt() == 1);
        JsonNode replay =
                call("POST", "/replays", "{\"endpoint\":\"" + endpoint + "\",\"from\":\"" + from + "\",\"rate\":1}");
        assertThat(replay.path("state").asText()).isEqualTo("running");
    }

    /** What the API answers to a GET. */
    JsonNode read(String path) {
        return call("GET", path, null);
    }

    /** Writes an event to the topic as the gateway does; its id. */
    String writeEvent() {
        String session = UUID.randomUUID().toString();
        String id = "token_created_" + session + "_1-0";
        ProducerRecord<byte[], byte[]> entry = new ProducerRecord<>(
                Topics.TOKEN_EVENTS,
                session.getBytes(StandardCharsets.UTF_8),
                "{\"scope\":\"openid\",\"expires_in\":3600,\"workflow_id\":null,\"has_refresh_token\":false}"
                        .getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_type", "org.securecontext.token.created",
                        "ce_source", "https://scp.example.com",
                        "ce_subject", session,
                        "ce_time", Instant.now().toString(),
                        "ce_provider", "google",
                        "ce_shard", "0",
                        "ce_sequence", "1",
                        "content-type", "application/json")
                .forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(entry).get();
            return id;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode call(String method, String path, @org.jspecify.annotations.Nullable String body) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(at("/api/webhooks" + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
        try {
            JsonNode json = JSON.readTree(response.body());
            if (!json.path("success").asBoolean()) {
                throw new AssertionError(path + " -> " + response.body());
            }
            return json.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var unused = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(answer, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceOptions options() {
        int management = FreePorts.next();
        return ServiceOptions.of("webhook-relay", management, directory.resolve("relay"))
                .unpacked()
                .with(Map.of(
                        "SCP_ENVIRONMENT",
                        "development",
                        "SCP_PORT",
                        Integer.toString(port),
                        "SCP_MANAGEMENT_PORT",
                        Integer.toString(management),
                        "SCP_KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "SCP_WEBHOOK_ALLOWED_CIDRS",
                        "127.0.0.0/8",
                        "SCP_ENCRYPTION_KEYS",
                        "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                        "SCP_ADMIN_KEY",
                        KEY));
    }

    @Override
    public void close() {
        relay.close();
        kafka.kill();
        receiver.stop(0);
    }

    private static Path newDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "browser").toAbsolutePath());
            return Files.createTempDirectory(parent, "relay-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
