package org.securecontext.localstack.demo;

import java.io.PrintStream;

/** Prints each step with what came back. */
final class Narration {

    private static final int SHOWN = 8;

    private final PrintStream terminal;
    private int number;

    Narration(PrintStream terminal) {
        this.terminal = terminal;
    }

    void step(String what, String cameBack) {
        number++;
        terminal.printf("%2d. %s%n    → %s%n", number, what, cameBack);
    }

    void failed(String why) {
        terminal.printf("%2d. FAILED: %s%n", number + 1, why);
    }

    /** The first characters of a secret, and how long it is. */
    static String shortened(String secret) {
        return secret.length() <= 2 * SHOWN
                ? "…"
                : secret.substring(0, SHOWN) + "… (" + secret.length() + " characters)";
    }
}
