package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisDurabilityTest {

    private static final String ALONE = "# Replication\r\nrole:master\r\nconnected_slaves:0\r\n";
    private static final String WITH_REPLICA = "# Replication\r\nrole:master\r\nconnected_slaves:1\r\n";

    @Test
    void oneNodeThatSyncsAlwaysLosesNothing() {
        // When
        RedisDurability durability = RedisDurability.of(settings("yes", "always", "noeviction"), ALONE);

        // Then
        assertThat(durability.risks(0)).isEmpty();
    }

    @Test
    void everyLooseSettingIsNamed() {
        assertThat(RedisDurability.of(settings("no", "everysec", "noeviction"), ALONE)
                        .risks(0))
                .singleElement()
                .asString()
                .contains("appendonly");
        assertThat(RedisDurability.of(settings("yes", "everysec", "allkeys-lru"), ALONE)
                        .risks(0))
                .hasSize(2)
                .anyMatch(risk -> risk.contains("appendfsync"))
                .anyMatch(risk -> risk.contains("maxmemory-policy"));
    }

    @Test
    void replicasThatAreNotWaitedForAreARisk() {
        // When
        RedisDurability durability = RedisDurability.of(settings("yes", "always", "noeviction"), WITH_REPLICA);

        // Then
        assertThat(durability.risks(0)).singleElement().asString().contains("SCP_REDIS_MIN_REPLICAS");
        assertThat(durability.risks(1)).isEmpty();
        assertThat(durability.risks(2)).singleElement().asString().contains("no token leaves");
    }

    private static Map<String, String> settings(String appendOnly, String appendFsync, String policy) {
        return Map.of("appendonly", appendOnly, "appendfsync", appendFsync, "maxmemory-policy", policy);
    }
}
