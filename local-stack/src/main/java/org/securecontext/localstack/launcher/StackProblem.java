package org.securecontext.localstack.launcher;

/** Why the stack cannot start, in one line for the person at the terminal, with what to do about it. */
final class StackProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackProblem(String line) {
        super(line);
    }

    StackProblem(String line, Throwable cause) {
        super(line, cause);
    }
}
