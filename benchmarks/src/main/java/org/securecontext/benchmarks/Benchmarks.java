package org.securecontext.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the parts that are asked for, and prints one table. */
final class Benchmarks {

    private Benchmarks() {}

    /** Arguments: {@code --short}, and names of parts; without names all. */
    public static void main(String[] arguments) throws IOException {
        List<String> parts = new ArrayList<>(List.of(arguments));
        Lengths lengths = parts.remove("--short") ? Lengths.SHORT : Lengths.LONG;
        Report report = new Report();
        if (wanted(parts, "retrieval")) {
            TokenRetrieval.measure(lengths, report);
        }
        if (wanted(parts, "relay")) {
            WebhookDelivery.measure(lengths, report);
        }
        if (wanted(parts, "replay")) {
            LiveBesideReplay.measure(lengths, report);
        }
        if (wanted(parts, "start")) {
            StartTime.measure(report);
        }
        report.print();
    }

    private static boolean wanted(List<String> parts, String name) {
        return parts.isEmpty() || parts.contains(name);
    }
}
