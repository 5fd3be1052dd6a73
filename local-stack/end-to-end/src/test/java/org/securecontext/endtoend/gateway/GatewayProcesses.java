package org.securecontext.endtoend.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.util.Timeout;
import org.securecontext.endtoend.provider.FakeProvider;
import org.securecontext.endtoend.provider.RandomTokens;
import org.securecontext.events.Shard;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.RedisConnection;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;

/**
 * A Redis ({@code appendfsync always}), a broker, a provider and replicas of the packaged proxy, each a process of its own
 * with an empty directory, on free ports of loopback.
 */
public final class GatewayProcesses implements AutoCloseable {

    /** The provider's name in the gateway. */
    public static final String PROVIDER = "fake";

    private static final String AGENT = "load-agent";
    private static final Timeout ANSWER = Timeout.ofSeconds(40);

    private final Path directory;
    private final RandomTokens tokens;
    private final Credentials credentials;
    private final FakeProvider provider;
    private final RedisProcess redis;
    private final KafkaProcess kafka;
    private final URI baseUrl;
    private final GatewayClient client;
    private final List<Integer> ports = new ArrayList<>();
    private final List<ServiceProcess> replicas = new ArrayList<>();

    private GatewayProcesses(long seed, UnaryOperator<KafkaOptions> broker) {
        Random random = new Random(seed);
        this.directory = newDirectory();
        this.tokens = new RandomTokens(random.nextLong());
        this.credentials = Credentials.drawn(random);
        this.provider = FakeProvider.start(credentials.clientSecret(), tokens);
        this.redis = RedisProcess.start(
                RedisOptions.in(directory.resolve("redis")).with("auto-aof-rewrite-min-size", "256mb"));
        this.kafka = KafkaProcess.start(broker.apply(KafkaOptions.in(directory.resolve("kafka"))));
        ports.add(FreePorts.next());
        this.baseUrl = URI.create("http://localhost:" + ports.get(0));
        this.client = new GatewayClient(baseUrl, credentials, ANSWER);
    }

    /** Starts everything with this many replicas of the proxy, which have these further variables. */
    public static GatewayProcesses start(long seed, int replicas, Map<String, String> variables) {
        return new GatewayProcesses(seed, UnaryOperator.identity()).with(replicas, options -> options.with(variables));
    }

    /** The same with a broker and replicas that the JIT compiler makes as fast as in production, which takes some load to happen. */
    public static GatewayProcesses startFullyCompiled(long seed, int replicas, Map<String, String> variables) {
        return new GatewayProcesses(seed, KafkaOptions::compiledFully)
                .with(replicas, options -> options.fullyCompiled().with(variables));
    }

    private GatewayProcesses with(int count, UnaryOperator<ServiceOptions> options) {
        for (int replica = 0; replica < count; replica++) {
            launchReplica(options);
        }
        replicas.forEach(replica -> replica.awaitReady(Duration.ofMinutes(3)));
        return this;
    }

    public RedisProcess redis() {
        return redis;
    }

    public KafkaProcess kafka() {
        return kafka;
    }

    public FakeProvider provider() {
        return provider;
    }

    public GatewayClient client() {
        return client;
    }

    public ServiceProcess replica(int number) {
        return replicas.get(number);
    }

    /** The HTTP ports of all replicas. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** The port where a replica tells its health and metrics. */
    public int managementPort(int replica) {
        return replicas.get(replica).options().readiness().getPort();
    }

    /** Where the data and logs of all processes are. */
    public Path directory() {
        return directory;
    }

    /** Every token that the provider has issued. */
    public List<String> issuedTokens() {
        return tokens.drawn();
    }

    public String agentKey() {
        return credentials.agentKey();
    }

    /** A secret for the webhooks of this gateway. */
    public String webhookSecret() {
        return credentials.webhookSecret();
    }

    /** Values that nothing may show beside the tokens: keys and secrets. */
    public List<String> secrets() {
        return credentials.all();
    }

    /** The last sequence that each shard has given out; read from Redis itself. */
    public Map<Shard, Long> lastSequences() throws IOException {
        Map<Shard, Long> sequences = new LinkedHashMap<>();
        try (RedisConnection connection = redis.connect()) {
            for (Shard shard : Shard.all()) {
                String value = connection.call("GET", "scp:" + shard.hashTag() + ":sequence");
                sequences.put(shard, value.isEmpty() ? 0 : Long.parseLong(value));
            }
        }
        return sequences;
    }

    /** How many events wait in the outboxes of all shards. */
    public long outboxDepth() throws IOException {
        long depth = 0;
        try (RedisConnection connection = redis.connect()) {
            for (Shard shard : Shard.all()) {
                depth += Long.parseLong(connection.call("XLEN", "scp:" + shard.hashTag() + ":outbox"));
            }
        }
        return depth;
    }

    /** The counts of denied calls that are no event yet. */
    public DenialCounts denialCounts() {
        return new DenialCounts(redis);
    }

    @Override
    public void close() {
        replicas.forEach(ServiceProcess::kill);
        kafka.kill();
        redis.close();
        provider.close();
        client.close();
    }

    private void launchReplica(UnaryOperator<ServiceOptions> options) {
        int number = replicas.size();
        if (number == ports.size()) {
            ports.add(FreePorts.next());
        }
        int managementPort = FreePorts.next();
        Path own = directory.resolve("proxy-" + number);
        replicas.add(ServiceProcess.launch(options.apply(ServiceOptions.of("proxy-service", managementPort, own)
                .unpacked()
                .with(environment(ports.get(number), managementPort)))));
    }

    private Map<String, String> environment(int port, int managementPort) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SCP_ENVIRONMENT", "development");
        variables.put("SCP_PORT", Integer.toString(port));
        variables.put("SCP_MANAGEMENT_PORT", Integer.toString(managementPort));
        variables.put("SCP_BASE_URL", baseUrl.toString());
        variables.put("SCP_REDIS_URL", redis.url());
        variables.put("SCP_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        variables.put("SCP_ENCRYPTION_KEYS", "k1:" + credentials.encryptionKey());
        variables.put("SCP_ADMIN_KEY", credentials.adminKey());
        variables.put("SCP_DEFAULT_AGENT", AGENT);
        variables.put("SCP_RATE_LIMIT_AGENT", "none");
        variables.put("SCP_RATE_LIMIT_ADDRESS", "none");
        variables.put(
                "SCP_AGENTS_FILE",
                write("agents.yaml", credentials.agentsFile(AGENT)).toString());
        variables.put("SCP_PROVIDERS_FILE", write("providers.yaml", providers()).toString());
        return variables;
    }

    private String providers() {
        return """
                providers:
                  %s:
                    display-name: Fake
                    client-id: %s
                    client-secret: "%s"
                    endpoints:
                      authorization: %s
                      token: %s
                      revocation: %s
                    scopes: [read]
                    rotation: rotating
                """.formatted(
                        PROVIDER,
                        FakeProvider.CLIENT_ID,
                        credentials.clientSecret(),
                        provider.authorizationEndpoint(),
                        provider.tokenEndpoint(),
                        provider.revocationEndpoint());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name, e);
        }
    }

    private static Path newDirectory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "gateways").toAbsolutePath());
            return Files.createTempDirectory(parent, "gateway-");
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for the gateway", e);
        }
    }
}
