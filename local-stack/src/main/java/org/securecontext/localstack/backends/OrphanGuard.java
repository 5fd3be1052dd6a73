package org.securecontext.localstack.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends the child processes of this JVM when this JVM ends, however it ends. A shell in a session of its own holds the
 * process ids; its standard input is a pipe from this JVM, and the end of that pipe is the sign: it sends SIGTERM, and
 * SIGKILL to what is left four seconds later.
 */
final class OrphanGuard {

    private static final String SCRIPT = """
            trap '' HUP INT TERM
            pids=
            while read -r order pid; do
              case $order in
                watch) pids="$pids $pid" ;;
                forget)
                  rest=
                  for each in $pids; do [ "$each" = "$pid" ] || rest="$rest $each"; done
                  pids=$rest ;;
              esac
            done
            for each in $pids; do kill -TERM "$each" 2>/dev/null; done
            for round in 1 2 3 4; do
              left=
              for each in $pids; do kill -0 "$each" 2>/dev/null && left="$left $each"; done
              [ -n "$left" ] || exit 0
              sleep 1
            done
            for each in $left; do kill -KILL "$each" 2>/dev/null; done
            """;

    private static @Nullable OrphanGuard instance;

    private final Process shell;

    private OrphanGuard(Process shell) {
        this.shell = shell;
    }

    /** Watches the process until it ends; a JVM that cannot have a guard starts no children. */
    static synchronized void watch(Process process) {
        OrphanGuard guard = instance;
        if (guard == null || !guard.shell.isAlive()) {
            guard = new OrphanGuard(startShell());
            instance = guard;
        }
        guard.order("watch " + process.pid());
        OrphanGuard watching = guard;
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> watching.forget(ended.pid()));
    }

    private void forget(long pid) {
        synchronized (OrphanGuard.class) {
            if (shell.isAlive()) {
                order("forget " + pid);
            }
        }
    }

    private void order(String line) {
        try {
            shell.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            shell.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The guard of child processes is gone", e);
        }
    }

    private static Process startShell() {
        ProcessBuilder builder = new ProcessBuilder(Sessions.own(List.of("/bin/sh", "-c", SCRIPT)));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new BackendFailure("Cannot start /bin/sh, which guards the child processes", e);
        }
    }
}
