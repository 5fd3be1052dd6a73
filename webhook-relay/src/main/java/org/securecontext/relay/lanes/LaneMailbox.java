package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What other threads ask of a lane. All of a lane's state belongs to its own thread, which runs these in turn. */
final class LaneMailbox {

    private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();

    /** Leaves a message; called by any thread, never blocks. */
    void post(Runnable message) {
        messages.add(message);
    }

    /** Runs what is there. */
    void drain() {
        for (Runnable message = messages.poll(); message != null; message = messages.poll()) {
            message.run();
        }
    }

    /** Waits for a message at most this long, and runs what is there. */
    void await(Duration longest) {
        try {
            Runnable first = messages.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null) {
                first.run();
                drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
