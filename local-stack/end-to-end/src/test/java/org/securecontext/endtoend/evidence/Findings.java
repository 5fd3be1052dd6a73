package org.securecontext.endtoend.evidence;

import java.util.List;

/**
 * What a check found.
 *
 * @param events how many different events the topic holds
 * @param repeats how many records repeat an earlier one, unchanged
 * @param lost acknowledged operations without their event, and sequences that are missing
 * @param invented events without an operation or without a token
 * @param changed repeats that differ, sequences used twice, records in a wrong place or order
 */
public record Findings(int events, int repeats, List<String> lost, List<String> invented, List<String> changed) {

    private static final int SHOWN = 5;

    public Findings {
        lost = List.copyOf(lost);
        invented = List.copyOf(invented);
        changed = List.copyOf(changed);
    }

    /** Whether the topic and the callers tell the same. */
    public boolean clean() {
        return lost.isEmpty() && invented.isEmpty() && changed.isEmpty();
    }

    /** One line of figures, and the first of each kind of finding. */
    @Override
    public String toString() {
        String line = events + " events, " + repeats + " repeats, " + lost.size() + " lost, " + invented.size()
                + " invented, " + changed.size() + " changed";
        return clean() ? line : line + first("lost", lost) + first("invented", invented) + first("changed", changed);
    }

    private static String first(String kind, List<String> findings) {
        return findings.isEmpty()
                ? ""
                : "; " + kind + ": " + String.join(", ", findings.subList(0, Math.min(SHOWN, findings.size())));
    }
}
