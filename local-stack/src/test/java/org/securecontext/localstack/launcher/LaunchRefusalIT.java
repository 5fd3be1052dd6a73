package org.securecontext.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.StackHome;
import org.securecontext.localstack.backends.TestBackends;

class LaunchRefusalIT {

    private record Ended(int status, String output, String errors) {}

    @Test
    void aPortInUseIsNamedWithTheOptionThatChangesIt() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(FreePorts.next(), 1, InetAddress.getLoopbackAddress())) {
            List<String> options = freePorts();
            options.addAll(List.of("--inbox-port", Integer.toString(taken.getLocalPort())));

            // When
            Ended ended = launch(TestBackends.newDirectory("stack"), options);

            // Then
            assertThat(ended.errors())
                    .isEqualTo("local-stack: Port " + taken.getLocalPort()
                            + " for webhook-inbox is in use: choose another with --inbox-port N\n");
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output()).isEmpty();
        }
    }

    @Test
    void aSecondStartOfTheSameStackSaysWhoHasIt() throws IOException {
        // Given
        Path directory = TestBackends.newDirectory("stack");
        try (StackDirectory held = StackDirectory.take(directory)) {

            // When
            Ended ended = launch(held.path(), freePorts());

            // Then
            assertThat(ended.errors()).hasLineCount(1).contains("already runs (process ");
            assertThat(ended.status()).isEqualTo(1);
        }
    }

    @Test
    void anUnknownOptionStartsNothing() throws IOException {
        // When
        Ended ended = launch(TestBackends.newDirectory("stack"), new ArrayList<>(List.of("--fast")));

        // Then
        assertThat(ended.errors()).isEqualTo("local-stack: Unknown option --fast: --help lists all\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void anOldJavaIsNamed() throws IOException {
        // Given
        Path directory = TestBackends.newDirectory("old-java");
        Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 11' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        // When
        ProcessBuilder builder = script();
        builder.environment().put("JAVA_HOME", directory.toString());
        Ended ended = run(builder);

        // Then
        assertThat(ended.errors())
                .isEqualTo("local-stack: " + java + " is Java 11: set JAVA_HOME to JDK 17 or later\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void aMissingJavaIsNamed() throws IOException {
        // When
        ProcessBuilder builder = script();
        builder.environment().put("JAVA_HOME", "/nowhere");
        Ended ended = run(builder);

        // Then
        assertThat(ended.errors()).hasLineCount(1).contains("JAVA_HOME is /nowhere");
        assertThat(ended.status()).isEqualTo(1);
    }

    private static ProcessBuilder script() {
        return new ProcessBuilder(
                StackHome.root().resolve("scripts").resolve("local-stack.sh").toString());
    }

    private static List<String> freePorts() {
        List<String> options = new ArrayList<>();
        for (StackPort port : StackPort.values()) {
            options.addAll(List.of(port.option(), Integer.toString(FreePorts.next())));
        }
        return options;
    }

    private static Ended launch(Path directory, List<String> options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                StackHome.java().toString(),
                "-Dscp.root=" + StackHome.root(),
                "-cp",
                StackHome.programs(),
                LocalStack.class.getName(),
                "--directory",
                directory.toString()));
        line.addAll(options);
        return run(new ProcessBuilder(line));
    }

    private static Ended run(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), output, errors);
    }
}
