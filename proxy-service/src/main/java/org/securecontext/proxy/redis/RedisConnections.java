package org.securecontext.proxy.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * The connections to Redis: one that all callers share, and dedicated ones for commands that block. The shared one is made
 * at start; while it cannot be, a thread tries on and callers fail at once.
 */
@Component
public class RedisConnections implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int PHASE = 1;

    private final AbstractRedisClient client;
    private final RedisSettings settings;
    private volatile @Nullable StatefulConnection<String, String> shared;
    private volatile @Nullable Thread connector;

    /** Uses the factory's client. Nothing is connected before the first command. */
    public RedisConnections(LettuceConnectionFactory factory, RedisSettings settings) {
        this.client = factory.getRequiredNativeClient();
        this.settings = settings;
    }

    /**
     * The commands of the shared connection, which are pipelined and never block each other.
     *
     * @throws RedisException when there is no connection yet and Redis cannot be reached
     */
    public RedisClusterAsyncCommands<String, String> shared() {
        StatefulConnection<String, String> connection = sharedConnection();
        if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
            return cluster.async();
        }
        return ((StatefulRedisConnection<String, String>) connection).async();
    }

    /**
     * A connection of the caller's own, for commands that block its thread, for less than the command timeout. The caller
     * closes it.
     *
     * @throws RedisException when Redis cannot be reached
     */
    public Dedicated open() {
        return new Dedicated(connect(), settings);
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::connectUntilDone, "redis-connect");
        thread.setDaemon(true);
        connector = thread;
        if (!connectShared()) {
            thread.start();
        }
    }

    @Override
    public void stop() {
        connector = null;
        StatefulConnection<String, String> connection = shared;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public boolean isRunning() {
        return connector != null;
    }

    /** Before everything that uses it, and after the client itself. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    StatefulConnection<String, String> sharedConnection() {
        StatefulConnection<String, String> connection = shared;
        if (connection == null) {
            throw new RedisConnectionException("Redis was not reached yet");
        }
        return connection;
    }

    private void connectUntilDone() {
        while (Thread.currentThread().equals(connector) && !connectShared()) {
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private boolean connectShared() {
        try {
            shared = connect();
            return true;
        } catch (RedisException e) {
            log.atWarn().addKeyValue("error", e.getMessage()).log("Redis cannot be reached; trying on");
            return false;
        }
    }

    private StatefulConnection<String, String> connect() {
        if (client instanceof RedisClusterClient cluster) {
            return cluster.connect(Utf8Codec.INSTANCE);
        }
        return ((RedisClient) client).connect(Utf8Codec.INSTANCE);
    }

    /** A connection that one thread uses alone. */
    public static final class Dedicated implements AutoCloseable {

        private final StatefulConnection<String, String> connection;

        private final RedisSettings settings;

        Dedicated(StatefulConnection<String, String> connection, RedisSettings settings) {
            this.connection = connection;
            this.settings = settings;
        }

        /** Its blocking commands. */
        public RedisClusterCommands<String, String> commands() {
            if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
                return cluster.sync();
            }
            return ((StatefulRedisConnection<String, String>) connection).sync();
        }

        /** Runs a script here and waits for its reply. Fails with a {@link RedisException} when Redis does. */
        public ScriptReply run(Script script, List<String> keys, List<String> arguments) {
            String[] keyArray = keys.toArray(String[]::new);
            String[] values = arguments.toArray(String[]::new);
            try {
                return new ScriptReply(commands().evalsha(script.sha1(), ScriptOutputType.MULTI, keyArray, values));
            } catch (RedisNoScriptException e) {
                return new ScriptReply(commands().eval(script.source(), ScriptOutputType.MULTI, keyArray, values));
            }
        }

        /** Whether {@link #confirmedByReplicas} has anything to wait for. */
        public boolean asksReplicas() {
            return settings.asksReplicas();
        }

        /**
         * Waits until {@code SCP_REDIS_MIN_REPLICAS} replicas of this key's server hold all that was written there before this
         * connection wrote last.
         *
         * @throws StorageUnavailable when fewer confirm in time
         */
        public void confirmedByReplicas(String key) {
            if (asksReplicas()) {
                int wanted = settings.minReplicas();
                long confirmed = server(key)
                        .sync()
                        .waitForReplication(wanted, settings.replicaTimeout().toMillis());
                ReplicaBarrier.check(confirmed, wanted);
            }
        }

        private StatefulRedisConnection<String, String> server(String key) {
            if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
                RedisURI node = cluster.getPartitions()
                        .getPartitionBySlot(SlotHash.getSlot(key))
                        .getUri();
                return cluster.getConnection(node.getHost(), node.getPort());
            }
            return (StatefulRedisConnection<String, String>) connection;
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
