package org.securecontext.proxy.vault;

import org.junit.jupiter.api.AfterAll;
import org.securecontext.localstack.backends.RedisCluster;
import org.securecontext.localstack.backends.TestBackends;

/** {@link VaultRules} on a Redis Cluster of three masters. */
class ClusterVaultIT extends VaultRules {

    private final RedisCluster cluster = RedisCluster.start(TestBackends.newDirectory("cluster"));

    @Override
    TestVault replica() {
        return TestVault.start("scp.redis.url=" + cluster.url().replace("redis://", "redis-cluster://"));
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }
}
