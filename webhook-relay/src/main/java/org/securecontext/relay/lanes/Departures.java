package org.securecontext.relay.lanes;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Attempts that are ready to go out. They go in groups, each after all of it is signed: the HTTP client's thread then wakes for a
 * group, not for each request while the next is being signed. For one thread.
 */
final class Departures {

    /** A quarter of what an endpoint may have in flight by default, so that the client has work while a group is made ready. */
    private static final int GROUP = 16;

    private final Queue<Runnable> ready = new ArrayDeque<>(GROUP);

    /** Takes one more, and sends the group when it is full. */
    void add(Runnable departure) {
        ready.add(departure);
        if (ready.size() == GROUP) {
            sendAll();
        }
    }

    /** Sends what is ready. */
    void sendAll() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
        }
    }
}
