package org.securecontext.localstack.backends;

import org.jspecify.annotations.Nullable;

/** A server process could not be started, or did not become ready. The message names it and ends with its last output. */
public final class BackendFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackendFailure(String message) {
        this(message, null);
    }

    public BackendFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
