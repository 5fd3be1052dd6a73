package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Kafka 3.9 broker (KRaft, with its own controller) in a JVM of its own on 127.0.0.1. Its logs outlive it. */
public final class KafkaProcess implements AutoCloseable {

    private static final String MAIN = "org.securecontext.localstack.broker.Broker";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final String READY = "broker-started";

    private final KafkaOptions options;
    private ChildProcess child;

    private KafkaProcess(KafkaOptions options) {
        this.options = options;
        this.child = launch();
    }

    /** Formats the directory when it is new, starts the broker and returns when it takes clients. */
    public static KafkaProcess start(KafkaOptions options) {
        return new KafkaProcess(options);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + options.port();
    }

    public int port() {
        return options.port();
    }

    public long pid() {
        return child.pid();
    }

    /** The process that runs now. */
    public Process process() {
        return child.process();
    }

    /** SIGKILL. */
    public void kill() {
        child.kill();
    }

    /** Starts it again on the same port with the same logs. */
    public void restart() {
        if (child.isAlive()) {
            close();
        }
        child = launch();
    }

    @Override
    public void close() {
        child.stop(STOP);
    }

    private ChildProcess launch() {
        FreePorts.require("kafka", port());
        Path configuration = writeConfiguration();
        List<String> line = List.of(
                StackHome.java().toString(),
                "-Xmx" + options.heapMegabytes() + "m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                StackHome.jar("local-stack").toString(),
                MAIN,
                configuration.toString(),
                options.directory().resolve(READY).toString());
        ChildProcess started =
                ChildProcess.start(new ChildCommand("kafka", line, Map.of(), options.directory(), options.log()));
        started.await(this::isStarted, START);
        return started;
    }

    private Path writeConfiguration() {
        String text = options.serverProperties().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        Path file = options.directory().resolve("server.properties");
        try {
            Files.createDirectories(options.directory());
            Files.deleteIfExists(options.directory().resolve(READY));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new BackendFailure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The port alone proves nothing: the broker listens before it is registered. */
    private boolean isStarted() {
        return Files.exists(options.directory().resolve(READY));
    }
}
