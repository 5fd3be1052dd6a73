package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Redis Sentinel as a child process on 127.0.0.1 that watches one master and decides alone. */
public final class RedisSentinel implements AutoCloseable {

    private static final String MASTER = "scp";
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final int port;
    private final ChildProcess child;

    private RedisSentinel(int port, ChildProcess child) {
        this.port = port;
        this.child = child;
    }

    /** Watches this master and its replicas; a master that is silent for a second is replaced. */
    public static RedisSentinel start(Path directory, RedisProcess master) {
        Path home = directory.toAbsolutePath();
        int port = FreePorts.next();
        Path configuration = write(home, port, master.port());
        String binary = RedisBinary.in(home, "redis-server").toString();
        List<String> line = List.of(binary, configuration.toString(), "--sentinel");
        ChildCommand command = new ChildCommand("redis-sentinel", line, Map.of(), home, home.resolve("sentinel.log"));
        RedisSentinel sentinel = new RedisSentinel(port, ChildProcess.start(command));
        sentinel.child.await(() -> sentinel.masterPort() > 0, START);
        return sentinel;
    }

    /** The address as {@code redis-sentinel://127.0.0.1:1#scp}. */
    public String url() {
        return "redis-sentinel://127.0.0.1:" + port + "#" + MASTER;
    }

    /** The port of the master that it knows now; 0 while it knows none or does not answer. */
    public int masterPort() {
        try (RedisConnection connection = RedisConnection.to(port)) {
            String[] address = connection
                    .call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER)
                    .split("\n", -1);
            return address.length == 2 ? Integer.parseInt(address[1]) : 0;
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** How many replicas of the master it has found. */
    public int replicas() throws IOException {
        try (RedisConnection connection = RedisConnection.to(port)) {
            return (int) connection
                    .call("SENTINEL", "REPLICAS", MASTER)
                    .lines()
                    .filter("runid"::equals)
                    .count();
        }
    }

    @Override
    public void close() {
        child.stop(STOP);
    }

    private static Path write(Path home, int port, int masterPort) {
        String text = """
                port %d
                bind 127.0.0.1
                dir %s
                sentinel monitor %s 127.0.0.1 %d 1
                sentinel down-after-milliseconds %s 4000
                sentinel failover-timeout %s 5000
                """.formatted(port, home, MASTER, masterPort, MASTER, MASTER);
        try {
            Files.createDirectories(home);
            return Files.writeString(home.resolve("sentinel.conf"), text);
        } catch (IOException e) {
            throw new BackendFailure("Cannot write the configuration of a sentinel: " + e.getMessage(), e);
        }
    }
}
