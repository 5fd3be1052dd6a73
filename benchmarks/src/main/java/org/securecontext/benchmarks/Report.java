package org.securecontext.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of results: what was measured, what is asked for, and whether that is met. */
final class Report {

    private static final String LINE = "%-58s %16s   %-22s %s%n";

    private final List<String> lines = new ArrayList<>();
    private int missed;

    /** A figure without a target. */
    void figure(String name, String measured) {
        add(name, measured, "", "");
    }

    void atLeast(String name, double measured, double target, String unit) {
        judge(name, measured, "at least", target, unit, measured >= target);
    }

    void below(String name, double measured, double target, String unit) {
        judge(name, measured, "below", target, unit, measured < target);
    }

    void print() {
        System.out.println();
        System.out.printf(LINE, "measured", "figure", "target", "");
        lines.forEach(System.out::print);
        System.out.println(missed == 0 ? "Every target is met." : missed + " target(s) missed.");
    }

    private void judge(String name, double measured, String relation, double target, String unit, boolean met) {
        missed += met ? 0 : 1;
        add(name, number(measured) + " " + unit, relation + " " + number(target) + " " + unit, met ? "met" : "MISSED");
    }

    private void add(String name, String measured, String target, String verdict) {
        String line = LINE.formatted(name, measured, target, verdict);
        lines.add(line);
        System.out.print(line);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
