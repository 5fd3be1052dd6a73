package org.securecontext.endtoend.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/** The packaged gateway with the demo provider, as a person's browser meets them. */
final class DemoStack implements AutoCloseable {

    private static final String PROVIDER_MAIN = "org.securecontext.localstack.provider.DemoProvider";
    private static final String CLIENT_SECRET = "demo-client-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory = newDirectory();
    private final int port = FreePorts.next();
    private final URI issuer = URI.create("http://127.0.0.1:" + FreePorts.next());
    private final HttpClient client = HttpClient.newHttpClient();
    private final RedisProcess redis;
    private final KafkaProcess kafka;
    private final ServiceProcess provider;
    private final ServiceProcess gateway;

    private DemoStack() {
        this.redis =
                RedisProcess.start(RedisOptions.in(directory.resolve("redis")).keepingNothing());
        this.provider = ServiceProcess.launch(providerOptions());
        this.kafka = KafkaProcess.start(KafkaOptions.in(directory.resolve("kafka")));
        this.gateway = ServiceProcess.start(gatewayOptions());
        provider.awaitReady(java.time.Duration.ofSeconds(60));
    }

    static DemoStack start() {
        return new DemoStack();
    }

    /** An address of the gateway. */
    URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Asks for consent as an agent does; the answer holds the connect link and where to poll. */
    JsonNode requestConsent() {
        return data(HttpRequest.newBuilder(at("/api/agent/auth"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"provider\":\"demo\",\"scopes\":[\"openid\",\"email\",\"calendar.read\"]}"))
                .build());
    }

    /** What the API answers to a GET of this address. */
    JsonNode read(URI address) {
        return data(HttpRequest.newBuilder(address).build());
    }

    private JsonNode data(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (!body.path("success").asBoolean()) {
                throw new AssertionError(request + " -> " + answer.statusCode() + " " + answer.body());
            }
            return body.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        provider.close();
        kafka.kill();
        redis.close();
    }

    private ServiceOptions providerOptions() {
        Path own = directory.resolve("demo-provider");
        return ServiceOptions.main("demo-provider", PROVIDER_MAIN, issuer.resolve("/ready"), own)
                .with(Map.of(
                        "DEMO_PROVIDER_PORT", Integer.toString(issuer.getPort()),
                        "DEMO_PROVIDER_ISSUER", issuer.toString(),
                        "DEMO_PROVIDER_DIRECTORY", own.toString(),
                        "DEMO_PROVIDER_CLIENT_ID", "scp-gateway",
                        "DEMO_PROVIDER_CLIENT_SECRET", CLIENT_SECRET,
                        "DEMO_PROVIDER_REDIRECT_URIS",
                                at("/oauth/demo/callback").toString()));
    }

    private ServiceOptions gatewayOptions() {
        int management = FreePorts.next();
        String key = Base64.getEncoder()
                .encodeToString(
                        "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return ServiceOptions.of("proxy-service", management, directory.resolve("proxy"))
                .unpacked()
                .with(Map.of(
                        "SCP_ENVIRONMENT",
                        "development",
                        "SCP_BASE_URL",
                        "http://localhost:" + port,
                        "SCP_PORT",
                        Integer.toString(port),
                        "SCP_MANAGEMENT_PORT",
                        Integer.toString(management),
                        "SCP_REDIS_URL",
                        redis.url(),
                        "SCP_KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "SCP_ENCRYPTION_KEYS",
                        "k1:" + key,
                        "SCP_PROVIDERS_FILE",
                        providersFile().toString(),
                        "GOOGLE_CLIENT_ID",
                        "shown-but-not-used",
                        "GITHUB_CLIENT_ID",
                        "shown-but-not-used"));
    }

    private Path providersFile() {
        String yaml = """
                providers:
                  demo:
                    display-name: Demo provider
                    issuer: %s
                    client-id: scp-gateway
                    client-secret: %s
                    scopes: [openid, profile, email, offline_access]
                    optional-scopes: [calendar.read]
                    rotation: rotating
                """.formatted(issuer, CLIENT_SECRET);
        try {
            return Files.writeString(directory.resolve("providers.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "browser").toAbsolutePath());
            return Files.createTempDirectory(parent, "stack-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
