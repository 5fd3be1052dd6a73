package org.securecontext.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a process has used, as Linux tells it under {@code /proc}. */
final class ProcessUsage {

    private static final long MILLIS_PER_TICK = 10;

    private ProcessUsage() {}

    /** Processor time since its start, of user and system together. */
    static Duration cpu(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK);
    }

    /** The largest resident set so far, in MiB. */
    static double peakResidentMebibytes(long pid) {
        return lines(pid).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1_024.0;
    }

    private static List<String> lines(long pid) {
        return read(pid, "status").lines().toList();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + pid + " cannot be read", e);
        }
    }
}
