package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A real Redis 7.0 as a child process on 127.0.0.1. What it keeps outlives it, as far as its options say. */
public final class RedisProcess implements Backend {

    private static final String NAME = "redis";
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final RedisOptions options;
    private final int clusterPort;
    private volatile ChildProcess child;

    private RedisProcess(RedisOptions options) {
        this.options = options;
        this.clusterPort = options.cluster() ? FreePorts.next() : 0;
        this.child = spawn();
    }

    /** Starts it without waiting until it is ready. */
    public static RedisProcess launch(RedisOptions options) {
        return new RedisProcess(options);
    }

    /** Starts it and returns when it answers. Fails with {@link BackendFailure}. */
    public static RedisProcess start(RedisOptions options) {
        RedisProcess redis = launch(options);
        redis.awaitReady();
        return redis;
    }

    public String url() {
        return "redis://127.0.0.1:" + options.port();
    }

    public int port() {
        return options.port();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Process process() {
        return child.process();
    }

    /** A connection for set-up and for looking into it. */
    public RedisConnection connect() throws IOException {
        return RedisConnection.to(port());
    }

    @Override
    public void kill() {
        child.kill();
    }

    /** Also repairs a torn append-only file. */
    @Override
    public void respawn() {
        close();
        child = spawn();
    }

    @Override
    public void awaitReady() {
        child.await(this::answers, START);
    }

    @Override
    public boolean terminate(Duration atMost) {
        return child.terminate(atMost);
    }

    @Override
    public void close() {
        child.stop(STOP);
    }

    int clusterPort() {
        return clusterPort;
    }

    void await(BooleanSupplier condition, Duration atMost) {
        child.await(condition, atMost);
    }

    private ChildProcess spawn() {
        FreePorts.require(NAME, port());
        repair();
        List<String> line = new ArrayList<>();
        line.add(RedisBinary.in(options.directory(), "redis-server").toString());
        line.addAll(options.arguments(clusterPort));
        return ChildProcess.start(new ChildCommand(NAME, line, Map.of(), options.directory(), options.log()));
    }

    /** A file cut inside a MULTI would apply half of a script at the start after next. */
    private void repair() {
        Path manifest = options.directory().resolve("appendonlydir").resolve("appendonly.aof.manifest");
        if (!Files.exists(manifest)) {
            return;
        }
        Path tool = RedisBinary.in(options.directory(), "redis-check-aof");
        try {
            // A file, not a pipe: the tool may be done before it could be told.
            Path yes = Files.writeString(options.directory().resolve("bin").resolve("yes"), "y\n");
            int status = ChildProcess.run(List.of(tool.toString(), "--fix", manifest.toString()), yes);
            if (status != 0) {
                throw new BackendFailure("redis-check-aof cannot repair " + manifest + " (status " + status + ")");
            }
        } catch (IOException e) {
            throw new BackendFailure("redis-check-aof cannot be run on " + manifest + ": " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (RedisConnection connection = connect()) {
            return connection.call("PING").equals("PONG");
        } catch (IOException notYet) {
            return false;
        }
    }
}
