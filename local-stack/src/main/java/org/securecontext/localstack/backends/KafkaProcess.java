package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Kafka 3.9 broker (KRaft, with its own controller) in a JVM of its own on 127.0.0.1. Its logs outlive it. */
public final class KafkaProcess implements Backend {

    private static final String MAIN = "org.securecontext.localstack.broker.Broker";
    private static final String NAME = "kafka";
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final String READY = "broker-started";

    private final KafkaOptions options;
    private volatile ChildProcess child;

    private KafkaProcess(KafkaOptions options) {
        this.options = options;
        this.child = spawn();
    }

    /** Starts it without waiting until it is ready. */
    public static KafkaProcess launch(KafkaOptions options) {
        return new KafkaProcess(options);
    }

    /** Formats the directory when it is new, starts the broker and returns when it takes clients. */
    public static KafkaProcess start(KafkaOptions options) {
        KafkaProcess kafka = launch(options);
        kafka.awaitReady();
        return kafka;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + options.port();
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

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public void respawn() {
        close();
        child = spawn();
    }

    @Override
    public void awaitReady() {
        ChildProcess starting = child;
        starting.await(this::isStarted, START);
        archive().record(starting.process());
    }

    @Override
    public boolean terminate(Duration atMost) {
        return child.terminate(atMost);
    }

    @Override
    public void close() {
        child.stop(STOP);
    }

    private ChildProcess spawn() {
        FreePorts.require(NAME, port());
        Path configuration = writeConfiguration();
        List<String> line = new ArrayList<>(List.of(
                StackHome.java().toString(),
                "-Xmx" + options.heapMegabytes() + "m",
                "-Xshare:auto",
                "-XX:+UseSerialGC"));
        line.addAll(options.compilation());
        line.addAll(archive().options());
        line.addAll(List.of(
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                StackHome.programs(),
                MAIN,
                configuration.toString(),
                options.directory().resolve(READY).toString()));
        return ChildProcess.start(new ChildCommand(NAME, line, Map.of(), options.directory(), options.log()));
    }

    private static ClassArchive archive() {
        return ClassArchive.of(StackHome.jar("local-stack"), NAME);
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
