package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three masters of a Redis Cluster that share the 16,384 slots. */
public final class RedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final Duration FORM = Duration.ofSeconds(30);

    private final List<RedisProcess> nodes;

    private RedisCluster(List<RedisProcess> nodes) {
        this.nodes = nodes;
    }

    /** Starts the nodes in directories of their own and returns when the cluster's state is ok. */
    public static RedisCluster start(Path directory) {
        List<RedisProcess> nodes = IntStream.range(0, MASTERS)
                .mapToObj(n -> RedisOptions.in(directory.resolve("node-" + n)).asClusterNode())
                .map(RedisProcess::start)
                .toList();
        RedisCluster cluster = new RedisCluster(nodes);
        try {
            cluster.form();
        } catch (IOException e) {
            throw new BackendFailure("The Redis Cluster cannot be formed", e);
        }
        return cluster;
    }

    public List<RedisProcess> nodes() {
        return nodes;
    }

    /** The addresses as {@code redis://127.0.0.1:1,127.0.0.1:2,127.0.0.1:3}. */
    public String url() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(",", "redis://", ""));
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }

    private void form() throws IOException {
        RedisProcess first = nodes.get(0);
        for (int n = 0; n < MASTERS; n++) {
            try (RedisConnection connection = nodes.get(n).connect()) {
                String from = Integer.toString(n * SLOTS / MASTERS);
                String to = Integer.toString((n + 1) * SLOTS / MASTERS - 1);
                connection.order("CLUSTER", "ADDSLOTSRANGE", from, to);
                connection.order("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(n + 1));
            }
        }
        for (RedisProcess node : nodes.subList(1, MASTERS)) {
            try (RedisConnection connection = first.connect()) {
                connection.order("CLUSTER", "MEET", "127.0.0.1", str(node.port()), str(node.clusterPort()));
            }
        }
        nodes.forEach(node -> node.await(() -> formed(node), FORM));
    }

    private static boolean formed(RedisProcess node) {
        try (RedisConnection connection = node.connect()) {
            String facts = connection.call("CLUSTER", "INFO");
            return facts.contains("cluster_state:ok") && facts.contains("cluster_known_nodes:" + MASTERS);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String str(int number) {
        return Integer.toString(number);
    }
}
