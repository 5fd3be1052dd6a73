package org.securecontext.endtoend.launcher;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.StackHome;

/** A launcher on ports of its own, as its own process. */
final class StackUnderTest implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(3);
    private static final List<String> PORTS = List.of(
            "--proxy-port",
            "--relay-port",
            "--provider-port",
            "--inbox-port",
            "--redis-port",
            "--kafka-port",
            "--kafka-controller-port",
            "--proxy-management-port",
            "--relay-management-port");

    private final Path directory;
    private final Path output;
    private final Process process;

    private StackUnderTest(Path directory, Path output, Process process) {
        this.directory = directory;
        this.output = output;
        this.process = process;
    }

    /** The options that give each process a free port. */
    static List<String> freePorts() {
        List<String> options = new ArrayList<>();
        for (String option : PORTS) {
            options.addAll(List.of(option, Integer.toString(FreePorts.next())));
        }
        return options;
    }

    static StackUnderTest launch(Path directory, List<String> ports, String... further) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                StackHome.java().toString(),
                "-Dscp.root=" + StackHome.root(),
                "-Dlogback.configurationFile=launcher-logback.xml",
                "-cp",
                StackHome.programs(),
                "org.securecontext.localstack.launcher.LocalStack",
                "--directory",
                directory.toString()));
        line.addAll(ports);
        line.addAll(List.of(further));
        Path output = Files.createTempFile(directory, "launcher-", ".out");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new StackUnderTest(directory, output, process);
    }

    StackUnderTest awaitReady() {
        await().atMost(READY).until(() -> output().contains("SCP is ready: ") || !process.isAlive());
        return this;
    }

    Process process() {
        return process;
    }

    /** What it printed until now. */
    String output() {
        return read(output);
    }

    /** The process ids in {@code *.pid}. */
    List<Long> children() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .map(file -> Long.valueOf(read(file).strip()))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
