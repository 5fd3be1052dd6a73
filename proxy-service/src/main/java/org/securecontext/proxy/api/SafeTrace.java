package org.securecontext.proxy.api;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may be logged: classes and stack frames. Messages and Reactor's suppressed checkpoints stay out, since they
 * repeat addresses with their authorization codes, and what providers said.
 */
public final class SafeTrace extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 8;

    private SafeTrace(Throwable failure, @Nullable SafeTrace cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** The traceable part of a failure and its causes. */
    public static SafeTrace of(Throwable failure) {
        return of(failure, DEEPEST);
    }

    private static SafeTrace of(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new SafeTrace(failure, cause == null || depth == 0 ? null : of(cause, depth - 1));
    }
}
