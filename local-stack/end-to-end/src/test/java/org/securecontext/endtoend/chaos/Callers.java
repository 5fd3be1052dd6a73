package org.securecontext.endtoend.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Threads that act as callers of the gateway; one that fails fails the test. */
final class Callers {

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private Callers() {}

    /** What the caller with this number does. */
    interface Work {
        void run(int number) throws IOException;
    }

    static Callers start(int count, Work work) {
        Callers callers = new Callers();
        for (int number = 0; number < count; number++) {
            int own = number;
            Thread thread = new Thread(() -> callers.run(work, own), "caller-" + number);
            thread.setDaemon(true);
            callers.threads.add(thread);
            thread.start();
        }
        return callers;
    }

    void join(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            assertThat(thread.isAlive()).as(thread.getName() + " still works").isFalse();
        }
        assertThat(failures).isEmpty();
    }

    private void run(Work work, int number) {
        try {
            work.run(number);
        } catch (IOException | RuntimeException e) {
            failures.add("caller " + number + ": " + e);
        }
    }
}
