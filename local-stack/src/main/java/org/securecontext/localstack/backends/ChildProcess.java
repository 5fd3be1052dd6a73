package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One started child: its output goes to a file, and it ends with this JVM at the latest. */
final class ChildProcess {

    private static final long POLL_MILLIS = 25;
    private static final int TAIL_BYTES = 2_000;
    private static final int KILLED = 128 + 9;

    private final ChildCommand command;
    private final Process process;

    private ChildProcess(ChildCommand command, Process process) {
        this.command = command;
        this.process = process;
    }

    static ChildProcess start(ChildCommand command) {
        try {
            Files.createDirectories(command.directory());
            ProcessBuilder builder = new ProcessBuilder(Sessions.own(command.line()));
            builder.directory(command.directory().toFile());
            builder.environment().putAll(command.environment());
            builder.redirectErrorStream(true);
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            Process process = builder.start();
            OrphanGuard.watch(process);
            process.getOutputStream().close();
            return new ChildProcess(command, process);
        } catch (IOException e) {
            throw new BackendFailure("Cannot start " + command.name() + ": " + e.getMessage(), e);
        }
    }

    /** Waits until the condition holds. Fails when the process ends before, or when the time is up. */
    void await(BooleanSupplier ready, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (endedWithin(Duration.ofMillis(POLL_MILLIS))) {
                throw new BackendFailure(command.name() + " ended with status " + process.exitValue() + end());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new BackendFailure(command.name() + " was not ready after " + atMost.toSeconds() + " s" + end());
            }
        }
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, then SIGKILL when the process is still there after the time given. Tells whether it ended by itself. */
    boolean terminate(Duration atMost) {
        stop(atMost);
        return process.exitValue() != KILLED;
    }

    /** As {@link #terminate}, for those to whom either end is as good. */
    void stop(Duration atMost) {
        process.destroy();
        if (!endedWithin(atMost)) {
            kill();
        }
    }

    boolean endedWithin(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendFailure("Interrupted while waiting for " + command.name(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Process process() {
        return process;
    }

    /** Runs a short command to its end, with the file as its input, and returns its status. */
    static int run(List<String> line, Path input) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue();
    }

    private String end() {
        try {
            byte[] all = Files.readAllBytes(command.log());
            int from = Math.max(0, all.length - TAIL_BYTES);
            String text = new String(all, from, all.length - from, StandardCharsets.UTF_8);
            return "; its log is " + command.log() + "\n" + text;
        } catch (IOException e) {
            return "; its log " + command.log() + " cannot be read";
        }
    }
}
