package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

class RedisAddressTest {

    @Test
    void oneServerIsReachedWithAndWithoutTls() {
        // When
        RedisAddress plain = RedisAddress.parse("redis://:secret@cache:6380/2");
        RedisAddress tls = RedisAddress.parse("rediss://cache:6380");

        // Then
        assertThat(plain.tls()).isFalse();
        assertThat(tls.tls()).isTrue();
        assertThat(plain.configuration()).isInstanceOfSatisfying(RedisStandaloneConfiguration.class, standalone -> {
            assertThat(standalone.getHostName()).isEqualTo("cache");
            assertThat(standalone.getPort()).isEqualTo(6380);
            assertThat(standalone.getDatabase()).isEqualTo(2);
        });
    }

    @Test
    void sentinelsNameTheirMaster() {
        // When
        RedisAddress address = RedisAddress.parse("redis-sentinel://one:26379,two:26379#scp");

        // Then
        assertThat(address.configuration()).isInstanceOfSatisfying(RedisSentinelConfiguration.class, sentinel -> {
            assertThat(sentinel.getMaster().getName()).isEqualTo("scp");
            assertThat(sentinel.getSentinels()).hasSize(2);
        });
    }

    @Test
    void clusterTakesSeveralNodesAndOneCredential() {
        // When
        RedisAddress address = RedisAddress.parse("rediss-cluster://user:p%40ss@one:7000,two");

        // Then
        assertThat(address.tls()).isTrue();
        assertThat(address.configuration()).isInstanceOfSatisfying(RedisClusterConfiguration.class, cluster -> {
            assertThat(cluster.getClusterNodes()).hasSize(2);
            assertThat(cluster.getUsername()).isEqualTo("user");
            assertThat(cluster.getPassword().get()).isEqualTo("p@ss".toCharArray());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://cache", "cache:6379", "redis-cluster:one", "redis://:secret@"})
    void anythingElseIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> RedisAddress.parse(url))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("SCP_REDIS_URL")
                .hasMessageNotContaining("secret");
    }
}
