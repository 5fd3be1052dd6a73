package org.securecontext.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Closed-loop load by wrk: as many calls as the server answers. */
final class Wrk {

    private static final int CONNECTIONS = 64;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)");
    private static final String SCRIPT = """
            local sessions = {}
            for line in io.lines("%s") do sessions[#sessions + 1] = line end
            local headers = { ["Authorization"] = "Bearer %s" }
            request = function()
              return wrk.format("GET", "/api/tokens/" .. sessions[math.random(#sessions)], headers)
            end
            """;

    private final Path script;

    private Wrk(Path script) {
        this.script = script;
    }

    /** Load that asks for the tokens of these sessions with this key. */
    static Wrk retrieving(Path directory, List<String> sessions, String key) {
        try {
            Path file = Files.write(directory.resolve("sessions.txt"), sessions);
            return new Wrk(Files.writeString(directory.resolve("retrieve.lua"), SCRIPT.formatted(file, key)));
        } catch (IOException e) {
            throw new UncheckedIOException("No script for wrk", e);
        }
    }

    /** Requests answered with 2xx in a second. Fails when any has another status. */
    double requestsPerSecond(int port, Duration duration) {
        String output = run(port, duration);
        Matcher refused = REFUSED.matcher(output);
        Matcher rate = RATE.matcher(output);
        if (refused.find() || !rate.find()) {
            throw new IllegalStateException("wrk has no clean result:\n" + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private String run(int port, Duration duration) {
        List<String> line = List.of(
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + duration.toSeconds() + "s",
                "-s" + script,
                "http://localhost:" + port);
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("wrk does not run", e);
        }
    }
}
