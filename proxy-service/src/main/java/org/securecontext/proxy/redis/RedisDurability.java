package org.securecontext.proxy.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a Redis server keeps what it acknowledged.
 *
 * @param appendOnly whether it writes an append-only file
 * @param fsyncAlways whether that file is synced before each acknowledgement
 * @param evicts whether it throws keys away when memory runs out
 * @param replicas how many replicas are connected
 */
record RedisDurability(boolean appendOnly, boolean fsyncAlways, boolean evicts, long replicas) {

    /** Reads the answers to CONFIG GET and to INFO replication. */
    static RedisDurability of(Map<String, String> configuration, String replication) {
        long replicas = replication
                .lines()
                .filter(line -> line.startsWith("connected_slaves:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElse(0);
        return new RedisDurability(
                "yes".equals(configuration.get("appendonly")),
                "always".equals(configuration.get("appendfsync")),
                !"noeviction".equals(configuration.getOrDefault("maxmemory-policy", "noeviction")),
                replicas);
    }

    /** What may be lost, one sentence each; none when no acknowledged write is lost by a crash of the server. */
    List<String> risks(int minReplicas) {
        List<String> risks = new ArrayList<>();
        if (!appendOnly) {
            risks.add("appendonly is off: a crash of Redis loses sessions and events");
        } else if (!fsyncAlways) {
            risks.add("appendfsync is not always: a crash of Redis loses up to a second of acknowledged writes");
        }
        if (evicts) {
            risks.add("maxmemory-policy is not noeviction: Redis may throw sessions and events away");
        }
        if (replicas > 0 && minReplicas == 0) {
            risks.add("SCP_REDIS_MIN_REPLICAS is 0: a failover may lose the last acknowledged writes");
        }
        if (minReplicas > replicas) {
            risks.add("SCP_REDIS_MIN_REPLICAS is " + minReplicas + " and " + replicas
                    + " replicas are connected: no token leaves");
        }
        return risks;
    }
}
