package org.securecontext.localstack.backends;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Redis runs.
 *
 * @param directory where its data live; they outlive the process
 * @param port on 127.0.0.1
 * @param appendonly whether writes go to an append-only file; without, a restart finds nothing
 * @param fsync when that file is forced to disk
 * @param cluster whether it is a node of a Redis Cluster
 * @param log the file for its output
 * @param further more arguments of redis-server, such as {@code --replicaof} and its value
 */
public record RedisOptions(
        Path directory,
        int port,
        boolean appendonly,
        Appendfsync fsync,
        boolean cluster,
        Path log,
        List<String> further) {

    public RedisOptions {
        further = List.copyOf(further);
    }

    /** A single Redis on a free port that keeps each acknowledged write ({@code appendfsync always}). */
    public static RedisOptions in(Path directory) {
        Path absolute = directory.toAbsolutePath();
        Path log = absolute.resolve("redis.log");
        return new RedisOptions(absolute, FreePorts.next(), true, Appendfsync.ALWAYS, false, log, List.of());
    }

    public RedisOptions onPort(int number) {
        return new RedisOptions(directory, number, appendonly, fsync, cluster, log, further);
    }

    public RedisOptions fsyncing(Appendfsync when) {
        return new RedisOptions(directory, port, true, when, cluster, log, further);
    }

    /** Without append-only file: fastest, and empty after a restart. */
    public RedisOptions keepingNothing() {
        return new RedisOptions(directory, port, false, Appendfsync.NO, cluster, log, further);
    }

    public RedisOptions asClusterNode() {
        return new RedisOptions(directory, port, appendonly, fsync, true, log, further);
    }

    public RedisOptions loggingTo(Path file) {
        return new RedisOptions(directory, port, appendonly, fsync, cluster, file.toAbsolutePath(), further);
    }

    /** Adds an argument pair, for example {@code with("maxmemory", "64mb")}. */
    public RedisOptions with(String name, String... values) {
        List<String> more = new ArrayList<>(further);
        more.add("--" + name);
        more.addAll(List.of(values));
        return new RedisOptions(directory, port, appendonly, fsync, cluster, log, more);
    }

    List<String> arguments(int clusterPort) {
        List<String> line = new ArrayList<>(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        line.addAll(List.of("--dir", directory.toString(), "--save", ""));
        line.addAll(List.of("--appendonly", appendonly ? "yes" : "no", "--appendfsync", fsync.argument()));
        line.addAll(List.of("--maxmemory-policy", "noeviction"));
        if (cluster) {
            line.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", Integer.toString(clusterPort)));
            line.addAll(List.of("--cluster-node-timeout", "2000"));
        }
        line.addAll(further);
        return line;
    }
}
