package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end, with nothing of the caller's environment but the search path. */
record Command(List<String> line, Map<String, String> environment, Path directory) {

    private static final long SECONDS = 300;

    Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    static Command of(String... line) {
        return new Command(List.of(line), Map.of(), Checkout.path("."));
    }

    Command with(Map<String, String> variables) {
        return new Command(line, variables, directory);
    }

    /** Its output, errors among it; fails unless it ends with 0. */
    String output() {
        Outcome outcome = run();
        assertThat(outcome.status()).as("%s%n%s", line, outcome.output()).isZero();
        return outcome.output();
    }

    /** As {@link #output}, for what it does alone. */
    void succeed() {
        Outcome outcome = run();
        assertThat(outcome.status()).as("%s%n%s", line, outcome.output()).isZero();
    }

    Outcome run() {
        try {
            Path output = Files.createTempFile("command", ".out");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
            builder.environment().clear();
            builder.environment().put("PATH", path);
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(line + " did not end within " + SECONDS + " s");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Outcome(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(line + " was interrupted", e);
        }
    }

    record Outcome(int status, String output) {}
}
