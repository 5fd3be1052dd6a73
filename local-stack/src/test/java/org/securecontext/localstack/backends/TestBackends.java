package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One Redis and one Kafka per test JVM, started when first asked for and ended with the JVM: child processes, or
 * containers with {@code -Dscp.test.backends=containers}. Tests that kill or stop a server start one of their own with
 * {@link RedisProcess} or {@link KafkaProcess}.
 */
public final class TestBackends {

    private static final DockerImageName REDIS_IMAGE = DockerImageName.parse("redis:7.2-alpine");
    private static final DockerImageName KAFKA_IMAGE = DockerImageName.parse("apache/kafka:3.9.2");
    private static final int REDIS_PORT = 6379;

    private static @Nullable String redisUrl;
    private static @Nullable String kafkaBootstrapServers;

    private TestBackends() {}

    /** Where the shared Redis is, as {@code redis://host:port}. It keeps no data. */
    public static synchronized String redisUrl() {
        String url = redisUrl;
        if (url == null) {
            url = inContainers()
                    ? startRedisContainer()
                    : RedisProcess.start(fastRedis()).url();
            redisUrl = url;
        }
        return url;
    }

    /** Where the shared broker is, as {@code host:port}. */
    public static synchronized String kafkaBootstrapServers() {
        String servers = kafkaBootstrapServers;
        if (servers == null) {
            servers = inContainers()
                    ? startKafkaContainer()
                    : KafkaProcess.start(kafka()).bootstrapServers();
            kafkaBootstrapServers = servers;
        }
        return servers;
    }

    /** A new, empty directory for the files of a server, below {@code target/backends} of the module under test. */
    public static Path newDirectory(String name) {
        try {
            Path parent = Path.of("target", "backends").toAbsolutePath();
            return Files.createTempDirectory(Files.createDirectories(parent), name + "-");
        } catch (IOException e) {
            throw new BackendFailure("No directory for the data of " + name, e);
        }
    }

    private static boolean inContainers() {
        return "containers".equals(System.getProperty("scp.test.backends"));
    }

    private static RedisOptions fastRedis() {
        return RedisOptions.in(newDirectory("redis")).keepingNothing();
    }

    private static KafkaOptions kafka() {
        return KafkaOptions.in(newDirectory("kafka"));
    }

    @SuppressWarnings("resource") // Testcontainers ends it with the JVM
    private static String startRedisContainer() {
        GenericContainer<?> redis = new GenericContainer<>(REDIS_IMAGE).withExposedPorts(REDIS_PORT);
        redis.start();
        return "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT);
    }

    @SuppressWarnings("resource") // Testcontainers ends it with the JVM
    private static String startKafkaContainer() {
        KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        return kafka.getBootstrapServers();
    }
}
