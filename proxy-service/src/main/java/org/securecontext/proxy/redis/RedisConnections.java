package org.securecontext.proxy.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** The connections to Redis: one that all callers share, and dedicated ones for commands that block. */
@Component
public class RedisConnections implements DisposableBean {

    private final AbstractRedisClient client;
    private volatile @Nullable StatefulConnection<String, String> shared;

    /** Uses the factory's client. Nothing is connected before the first command. */
    public RedisConnections(LettuceConnectionFactory factory) {
        this.client = factory.getRequiredNativeClient();
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

    /** A connection of the caller's own, for blocking commands on its own thread. The caller closes it. */
    public Dedicated open(Duration timeout) {
        StatefulConnection<String, String> connection = connect();
        connection.setTimeout(timeout);
        return new Dedicated(connection);
    }

    @Override
    public void destroy() {
        StatefulConnection<String, String> connection = shared;
        if (connection != null) {
            connection.close();
        }
    }

    StatefulConnection<String, String> sharedConnection() {
        StatefulConnection<String, String> connection = shared;
        return connection == null ? connectShared() : connection;
    }

    private synchronized StatefulConnection<String, String> connectShared() {
        StatefulConnection<String, String> connection = shared;
        if (connection == null) {
            connection = connect();
            shared = connection;
        }
        return connection;
    }

    private StatefulConnection<String, String> connect() {
        if (client instanceof RedisClusterClient cluster) {
            return cluster.connect(StringCodec.UTF8);
        }
        return ((RedisClient) client).connect(StringCodec.UTF8);
    }

    /** A connection that one thread uses alone. */
    public static final class Dedicated implements AutoCloseable {

        private final StatefulConnection<String, String> connection;

        Dedicated(StatefulConnection<String, String> connection) {
            this.connection = connection;
        }

        /** Its blocking commands. */
        public RedisClusterCommands<String, String> commands() {
            if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
                return cluster.sync();
            }
            return ((StatefulRedisConnection<String, String>) connection).sync();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
