package org.securecontext.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.securecontext.localstack.backends.StackHome;

/** A bare program of this module in a JVM of its own, sized as the services are; it ends with its standard input. */
final class JavaChild implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader output;

    private JavaChild(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts the program and returns when it has printed {@code ready}. */
    static JavaChild start(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(StackHome.java().toString(), "-Xmx168m"));
        command.addAll(List.of(options().split(" ")));
        // Unlike the services, these programs have no beans defined at build.
        command.add("-Dspring.aot.enabled=false");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            JavaChild child = new JavaChild(process);
            String line = child.readLine();
            while (!line.equals(READY)) {
                line = child.readLine();
            }
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(program.getSimpleName() + " does not start", e);
        }
    }

    /**
     * What the images run with, beside the largest heap that {@code ServiceProcess} sets. The smallest is what its
     * percentage is in a container of 512 MiB.
     */
    static String options() {
        return "@" + StackHome.root().resolve("docker/java.options") + " -Xms92m";
    }

    /** Tells the starter that this program takes load, and returns when the starter ends it. */
    static void readyUntilClosed() throws IOException {
        System.out.println(READY);
        System.out.flush();
        long unused = System.in.transferTo(OutputStream.nullOutputStream());
    }

    long pid() {
        return process.pid();
    }

    /** Its next line of output. */
    String readLine() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The program ended early");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("The program cannot be read", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
