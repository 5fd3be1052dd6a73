package org.securecontext.localstack.backends;

import java.time.Duration;

/** A server process of this JVM that can be ended in several ways and started again with the same data. */
public interface Backend extends AutoCloseable {

    /** What it is called in messages and file names. */
    String name();

    /** The process that runs now, or that ran last. */
    Process process();

    default long pid() {
        return process().pid();
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill();

    /** SIGTERM, then SIGKILL when it is still there after the time given. Tells whether it ended by itself. */
    boolean terminate(Duration atMost);

    /** Ends it if it runs, and starts it again on the same port with the same data, without waiting until it is ready. */
    void respawn();

    /** Waits until it serves. Fails with {@link BackendFailure} when it ends before, or takes too long. */
    void awaitReady();

    /** Starts it again and returns when it is ready. */
    default void restart() {
        respawn();
        awaitReady();
    }

    /** Ends it in good order. */
    @Override
    void close();
}
