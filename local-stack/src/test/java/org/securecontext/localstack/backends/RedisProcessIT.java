package org.securecontext.localstack.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RedisProcessIT {

    private static final String TWO_WRITES =
            "redis.call('SET', KEYS[1], 'a'); redis.call('SET', KEYS[2], 'b'); return 1";

    @Test
    void acknowledgedWritesSurviveAKill() throws IOException {
        // Given
        try (RedisProcess redis = RedisProcess.start(RedisOptions.in(TestBackends.newDirectory("redis")))) {
            set(redis, "session", "kept");

            // When
            redis.kill();
            redis.restart();

            // Then
            assertThat(get(redis, "session")).isEqualTo("kept");
        }
    }

    @Test
    void aTransactionTornInTheFileIsDroppedWhole() throws IOException {
        // Given
        RedisOptions options = RedisOptions.in(TestBackends.newDirectory("redis"));
        try (RedisProcess redis = RedisProcess.start(options)) {
            set(redis, "before", "kept");
            try (RedisConnection connection = redis.connect()) {
                connection.order("EVAL", TWO_WRITES, "2", "first", "second");
            }
            redis.kill();
            cutLastBytes(options.directory(), 40);

            // When: the second start is the one that would apply the fragment
            redis.restart();
            set(redis, "after", "kept");
            redis.kill();
            redis.restart();

            // Then
            assertThat(get(redis, "before")).isEqualTo("kept");
            assertThat(get(redis, "after")).isEqualTo("kept");
            assertThat(get(redis, "first")).isEmpty();
            assertThat(get(redis, "second")).isEmpty();
        }
    }

    @Test
    void threeMastersFormACluster() throws IOException {
        // When
        try (RedisCluster cluster = RedisCluster.start(TestBackends.newDirectory("cluster"))) {

            // Then
            try (RedisConnection connection = cluster.nodes().get(2).connect()) {
                assertThat(connection.call("CLUSTER", "INFO")).contains("cluster_slots_ok:16384");
            }
        }
    }

    @Test
    void aPortInUseIsToldAtStart() {
        // Given
        try (RedisProcess first = RedisProcess.start(RedisOptions.in(TestBackends.newDirectory("redis")))) {
            RedisOptions second =
                    RedisOptions.in(TestBackends.newDirectory("redis")).onPort(first.port());

            // When, Then
            assertThatThrownBy(() -> RedisProcess.start(second).close())
                    .isInstanceOf(BackendFailure.class)
                    .hasMessageContaining("in use");
        }
    }

    private static void set(RedisProcess redis, String key, String value) throws IOException {
        try (RedisConnection connection = redis.connect()) {
            connection.order("SET", key, value);
        }
    }

    private static String get(RedisProcess redis, String key) throws IOException {
        try (RedisConnection connection = redis.connect()) {
            return connection.call("GET", key);
        }
    }

    private static void cutLastBytes(Path directory, int count) throws IOException {
        Path file = directory.resolve("appendonlydir").resolve("appendonly.aof.1.incr.aof");
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.setLength(whole.length() - count);
        }
    }
}
