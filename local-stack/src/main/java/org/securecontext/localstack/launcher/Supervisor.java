package org.securecontext.localstack.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.securecontext.localstack.backends.Backend;
import org.securecontext.localstack.backends.BackendFailure;

/** Starts the members in order, starts each again that dies, and ends them in the opposite order. */
final class Supervisor {

    private static final long PAUSE_MILLIS = 1_000;

    private final StackDirectory directory;
    private final boolean restart;
    private final PrintStream terminal;
    private final List<Backend> members = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch stopping = new CountDownLatch(1);

    Supervisor(StackDirectory directory, boolean restart, PrintStream terminal) {
        this.directory = directory;
        this.restart = restart;
        this.terminal = terminal;
    }

    /** Starts a member and returns it when it is ready. Fails with {@link BackendFailure}. */
    Backend start(Supplier<? extends Backend> launch) {
        Backend member = launch(launch);
        member.awaitReady();
        Thread watcher = new Thread(() -> watch(member), member.name() + "-watcher");
        watcher.setDaemon(true);
        watcher.start();
        return member;
    }

    /** Ends all members within ten seconds: the services, then what they rest on. */
    void stop() {
        synchronized (this) {
            stopping.countDown();
        }
        end(members.stream().filter(Supervisor::isService).toList(), Duration.ofSeconds(5));
        end(members.stream().filter(member -> !isStorage(member)).toList(), Duration.ofSeconds(3));
        end(members, Duration.ofSeconds(1));
        members.forEach(directory::forgetPid);
    }

    private synchronized Backend launch(Supplier<? extends Backend> launch) {
        if (isStopping()) {
            throw new BackendFailure("The stack is being stopped");
        }
        Backend member = launch.get();
        members.add(member);
        directory.notePid(member);
        return member;
    }

    private void watch(Backend member) {
        while (!isStopping()) {
            int status = member.process().onExit().join().exitValue();
            if (isStopping()) {
                return;
            }
            terminal.println(member.name() + " ended with status " + status);
            if (!restart || stopsWithinPause()) {
                return;
            }
            restart(member);
        }
    }

    private void restart(Backend member) {
        try {
            if (respawned(member)) {
                member.awaitReady();
                terminal.println(member.name() + " runs again (process " + member.pid() + ")");
            }
        } catch (BackendFailure e) {
            terminal.println(LocalStack.firstLine(e));
        }
    }

    /** False when the stack is being stopped: nothing is started then. */
    private synchronized boolean respawned(Backend member) {
        if (isStopping()) {
            return false;
        }
        member.respawn();
        directory.notePid(member);
        return true;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithinPause() {
        try {
            return stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void end(List<Backend> some, Duration atMost) {
        some.forEach(member -> member.process().destroy());
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Backend member : some) {
            long left = Math.max(0, deadline - System.nanoTime());
            boolean unused = member.terminate(Duration.ofNanos(left));
        }
    }

    private static boolean isService(Backend member) {
        return member.name().equals(StackMembers.PROXY) || member.name().equals(StackMembers.RELAY);
    }

    private static boolean isStorage(Backend member) {
        return member.name().equals("redis");
    }
}
