package org.securecontext.proxy.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connects to the Redis of {@link RedisSettings}. */
@Configuration(proxyBeanMethods = false)
class RedisSetup {

    private static final int QUEUED_COMMANDS = 20_000;
    private static final int TICK_MILLIS = 10;

    /**
     * Holds an answered command, with all that hangs on it, until its next tick, and each collection of the young copies what
     * is held: at the client's own 100 ms, hundreds of commands.
     */
    @Bean(destroyMethod = "stop")
    HashedWheelTimer redisCommandTimer() {
        return new HashedWheelTimer(new DefaultThreadFactory("redis-timer", true), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Without the client's own record of latencies, which nothing reads and every command pays for. */
    @Bean(destroyMethod = "shutdown")
    ClientResources redisClientResources(Timer redisCommandTimer) {
        return ClientResources.builder()
                .timer(redisCommandTimer)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(new JoinFlushes())
                .build();
    }

    @Bean
    LettuceConnectionFactory redisConnectionFactory(RedisSettings settings, ClientResources resources) {
        RedisAddress address = RedisAddress.parse(settings.url());
        LettuceClientConfiguration.LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder()
                .clientResources(resources)
                .commandTimeout(settings.commandTimeout())
                .shutdownTimeout(Duration.ofMillis(200))
                .clientOptions(options(settings));
        if (address.tls()) {
            client.useSsl();
        }
        return new LettuceConnectionFactory(address.configuration(), client.build());
    }

    /** Commands fail at once while there is no connection, so that callers learn it and no queue grows. */
    private static ClientOptions options(RedisSettings settings) {
        return ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .enablePeriodicRefresh(Duration.ofSeconds(30))
                        .build())
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUED_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.commandTimeout())
                        .keepAlive(true)
                        .build())
                .build();
    }
}
