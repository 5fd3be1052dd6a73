package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.outbox.OutboxPublisher;
import org.securecontext.proxy.redis.RedisConnections;
import org.securecontext.proxy.redis.RedisConnections.Dedicated;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** A replica of the vault without its HTTP face: the real beans against a real Redis and Kafka. */
public final class TestVault implements AutoCloseable {

    /** A ring of one key. */
    public static final String KEY_ONE = "one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Another key. */
    public static final String KEY_TWO = "two:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private @Nullable Dedicated redis;

    private TestVault(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A replica on the shared backends, with these properties ({@code scp.outbox.linger=5ms}) on top. */
    public static TestVault start(String... properties) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "scp.kafka.bootstrap-servers", TestBackends.kafkaBootstrapServers(),
                "scp.environment", "development",
                "scp.vault.encryption-keys", KEY_ONE,
                "spring.main.web-application-type", "none",
                "spring.jmx.enabled", "false",
                // Nothing follows on a test's last call; else each stop waits 2 s for it.
                "spring.reactor.netty.shutdown-quiet-period", "0s",
                "logging.level.org.apache.kafka", "warn"));
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        all.computeIfAbsent("scp.redis.url", name -> TestBackends.redisUrl());
        return new TestVault(new SpringApplicationBuilder(Replica.class)
                .web(WebApplicationType.NONE)
                .run(all.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    /** A bean of the replica. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A connection of the test's own, made when it is first asked for. */
    public synchronized Dedicated redis() {
        Dedicated connection = redis;
        if (connection == null) {
            connection = bean(RedisConnections.class).open();
            redis = connection;
        }
        return connection;
    }

    /** Creates a session and waits for its id. */
    public SessionId create(NewSession session) {
        CreateOutcome outcome = await(bean(CreateSession.class).create(session, CallContext.none()));
        if (outcome instanceof CreateOutcome.Created created) {
            return created.sessionId();
        }
        throw new AssertionError("Not created: " + outcome);
    }

    /** Creates a session whose id does not matter. */
    public void store(NewSession session) {
        assertThat(create(session).value()).isNotEmpty();
    }

    /** Reads a token and waits for the outcome. */
    public ReadOutcome read(SessionId id, Caller caller) {
        return await(bean(ReadToken.class).read(id, caller));
    }

    /** Waits for a result, at most 30 seconds. */
    public static <T> T await(Mono<T> result) {
        return Objects.requireNonNull(result.block(DEADLINE));
    }

    /** Stops publishing, so that a test sees the outbox as the scripts left it. */
    public TestVault withoutPublisher() {
        bean(OutboxPublisher.class).stop();
        return this;
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("org.securecontext.proxy")
    @ComponentScan({
        "org.securecontext.proxy.configuration",
        "org.securecontext.proxy.providers",
        "org.securecontext.proxy.redis",
        "org.securecontext.proxy.sealing",
        "org.securecontext.proxy.vault",
        "org.securecontext.proxy.outbox",
        "org.securecontext.proxy.expiry",
        "org.securecontext.proxy.refresh"
    })
    static class Replica {}
}
