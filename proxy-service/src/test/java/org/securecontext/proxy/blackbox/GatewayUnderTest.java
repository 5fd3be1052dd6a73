package org.securecontext.proxy.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.ProxyApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** A gateway in this JVM with real Redis and Kafka, reached over TCP alone. */
final class GatewayUnderTest implements AutoCloseable {

    /** An agent with every right. */
    static final String AGENT_KEY = key('a');

    /** Another agent. */
    static final String OTHER_AGENT_KEY = key('b');

    /** An agent that may call once a minute. */
    static final String HURRIED_AGENT_KEY = key('c');

    /** May call 400 times an hour. */
    static final String PACED_AGENT_KEY = key('e');

    static final String ADMIN_KEY = key('d');

    private static final GrantingProvider PROVIDER = GrantingProvider.start();

    private static @Nullable GatewayUnderTest staging;
    private static @Nullable GatewayUnderTest development;

    private final ConfigurableApplicationContext context;
    private final int port;
    private final int managementPort;
    private final String host;

    private GatewayUnderTest(Map<String, Object> settings, int port, String host) {
        this.port = port;
        this.managementPort = (int) Objects.requireNonNull(settings.get("SCP_MANAGEMENT_PORT"));
        this.host = host;
        SpringApplication application = new SpringApplication(ProxyApplication.class, OwnEventLoops.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.setDefaultProperties(settings);
        this.context = application.run();
    }

    /** The gateway with production's rules that all tests share. */
    static synchronized GatewayUnderTest staging() {
        GatewayUnderTest gateway = staging;
        if (gateway == null) {
            gateway = start("staging", FreePorts.next(), "gateway.test", Map.of());
            staging = gateway;
        }
        return gateway;
    }

    /** The gateway in development mode that all tests share. */
    static synchronized GatewayUnderTest development() {
        GatewayUnderTest gateway = development;
        if (gateway == null) {
            gateway = development(Map.of());
            development = gateway;
        }
        return gateway;
    }

    /** Another replica behind the same address. */
    GatewayUnderTest replica() {
        return replica(Map.of());
    }

    /** A replica behind the same address with some settings of its own. */
    GatewayUnderTest replica(Map<String, Object> settings) {
        return start("staging", FreePorts.next(), host, settings);
    }

    /** A gateway in development mode with some settings of its own. */
    static GatewayUnderTest development(Map<String, Object> settings) {
        int port = FreePorts.next();
        return start("development", port, "localhost:" + port, settings);
    }

    /** A replica that grants each client address one call a minute. */
    GatewayUnderTest replicaForOneCall() {
        return replica(Map.of("SCP_RATE_LIMIT_ADDRESS", "1/m"));
    }

    private static GatewayUnderTest start(String environment, int port, String host, Map<String, Object> more) {
        Path directory = TestBackends.newDirectory("gateway");
        Map<String, Object> settings = new HashMap<>();
        settings.put("SCP_ENVIRONMENT", environment);
        settings.put("SCP_BASE_URL", environment.equals("development") ? "http://" + host : "https://" + host);
        settings.put("SCP_BIND_ADDRESS", "127.0.0.1");
        settings.put("SCP_PORT", port);
        settings.put("SCP_MANAGEMENT_PORT", FreePorts.next());
        settings.put("SCP_REDIS_URL", TestBackends.redisUrl());
        settings.put("SCP_KAFKA_BOOTSTRAP_SERVERS", TestBackends.kafkaBootstrapServers());
        settings.put("SCP_KAFKA_REPLICATION_FACTOR", 1);
        settings.put("SCP_KAFKA_MIN_INSYNC_REPLICAS", 1);
        settings.put(
                "SCP_ENCRYPTION_KEYS",
                "k1:"
                        + Base64.getEncoder().encodeToString(new byte[] {
                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
                            26, 27, 28, 29, 30, 31, 32
                        }));
        settings.put("SCP_ADMIN_KEY", ADMIN_KEY);
        settings.put("SCP_AGENTS_FILE", write(directory, "agents.yaml", agents()));
        settings.put("SCP_PROVIDERS_FILE", write(directory, "providers.yaml", PROVIDER.yaml()));
        settings.put("SCP_ENABLE_WEBHOOKS", environment.equals("staging"));
        settings.put("SCP_WEBHOOK_URL", "https://siem.test/scp");
        settings.put("SCP_WEBHOOK_SECRET", "whsec_c2VjcmV0LW9mLXRoZS10ZXN0cy0wMTIzNDU2Nzg5");
        settings.put("SCP_RATE_LIMIT_AGENT", "1000000/m");
        settings.put("SCP_RATE_LIMIT_ADDRESS", "1000000/m");
        settings.put("SCP_API_DOCS", "true");
        settings.put("logging.config", "classpath:blackbox-logback.xml");
        settings.putAll(more);
        return new GatewayUnderTest(settings, port, host);
    }

    /** Asks the port of probes and scrapes. */
    RawAnswer manage(RawRequest request) {
        return RawHttp.exchange(
                managementPort, request.bytes(host), request.method().equals("HEAD"));
    }

    RawAnswer send(RawRequest request) {
        return RawHttp.exchange(port, request.bytes(host), request.method().equals("HEAD"));
    }

    int port() {
        return port;
    }

    /** Where browsers and agents believe it to be. */
    String host() {
        return host;
    }

    /** Where every gateway of this JVM logs; blackbox-logback.xml names it too. */
    static Path log() {
        return Path.of("target", "blackbox", "gateway.log").toAbsolutePath();
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnEventLoops {

        /** Not the JVM's shared ones, which end with the first replica. */
        @Bean
        ReactorResourceFactory reactorResourceFactory() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO);
            return resources;
        }
    }

    private static String agents() {
        return """
                agents:
                  - id: agent
                    display-name: Research agent
                    api-keys: ["%s"]
                    redirect-uris: ["https://agent.test/done"]
                  - id: other
                    display-name: Other agent
                    api-keys: ["%s"]
                  - id: hurried
                    display-name: Hurried agent
                    api-keys: ["%s"]
                    rate-limit: 1/m
                  - id: paced
                    display-name: Paced agent
                    api-keys: ["%s"]
                    rate-limit: 400/h
                """.formatted(hash(AGENT_KEY), hash(OTHER_AGENT_KEY), hash(HURRIED_AGENT_KEY), hash(PACED_AGENT_KEY));
    }

    private static String write(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(char letter) {
        return "scp_0123456789abcdefghijklmnopqrstuvwxyzABCDE" + letter + "A";
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
