package org.securecontext.endtoend.gateway;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.securecontext.endtoend.evidence.OperationLog;

/**
 * Callers that create sessions and retrieve tokens on all replicas until they are stopped, and log what they know. A call
 * that gets no answer, or none that acknowledges it, stays open in the log.
 */
public final class OperationLoad implements AutoCloseable {

    private static final int CREATES_IN_HUNDRED = 15;
    private static final long PAUSE_MILLIS = 50;

    private final GatewayProcesses gateway;
    private final OperationLog operations = new OperationLog();
    private final List<String> sessions = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private final Semaphore nothing = new Semaphore(0);
    private volatile boolean running = true;

    private OperationLoad(GatewayProcesses gateway) {
        this.gateway = gateway;
    }

    /** Starts this many callers, whose choices follow from the seed. */
    public static OperationLoad start(GatewayProcesses gateway, int callers, long seed) {
        OperationLoad load = new OperationLoad(gateway);
        for (int number = 0; number < callers; number++) {
            Random random = new Random(seed + number);
            Thread caller = new Thread(() -> load.run(random), "caller-" + number);
            caller.setDaemon(true);
            load.callers.add(caller);
            caller.start();
        }
        return load;
    }

    public OperationLog operations() {
        return operations;
    }

    /** Waits until this many more operations than now are acknowledged. */
    public void awaitAcknowledged(int more, Duration atMost) {
        long target = operations.acknowledged() + more;
        try {
            await().atMost(atMost).pollInterval(Duration.ofMillis(5)).until(() -> operations.acknowledged() >= target);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "Not " + more + " operations within " + atMost + "; answers so far " + answers, e);
        }
    }

    /** A stranger asks a replica for so many of the callers' tokens, one after the other, and each call is denied. */
    public void deny(int port, int calls) throws IOException {
        for (int call = 0; call < calls; call++) {
            operations.denialBegins();
            HttpAnswer answer = gateway.client().retrieveAsStranger(port, sessions.get(call % sessions.size()));
            if (answer.status() != 404) {
                throw new IllegalStateException("A stranger was answered " + answer.status());
            }
            operations.denialAnswered();
        }
    }

    /** How often each kind of answer came, such as {@code 200}, {@code 503} or {@code create: SocketException}. */
    public Map<String, AtomicInteger> answers() {
        return Map.copyOf(answers);
    }

    /** Stops the callers and waits until the last has its answer. */
    @Override
    public void close() {
        running = false;
        for (Thread caller : callers) {
            try {
                caller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while callers end", e);
            }
        }
    }

    private void run(Random random) {
        List<Integer> ports = gateway.ports();
        while (running) {
            int port = ports.get(random.nextInt(ports.size()));
            boolean create = sessions.isEmpty() || random.nextInt(100) < CREATES_IN_HUNDRED;
            String answer = create ? create(port) : retrieve(port, sessions.get(random.nextInt(sessions.size())));
            answers.computeIfAbsent(answer, key -> new AtomicInteger()).incrementAndGet();
            if (!answer.equals("created") && !answer.equals("200")) {
                pause();
            }
        }
    }

    private String create(int port) {
        operations.flowBegins();
        try {
            ProviderCallback callback = gateway.client().consent(port, gateway.provider());
            operations.createBegins();
            String session = gateway.client().finish(port, callback);
            if (session.isEmpty()) {
                return "not created";
            }
            operations.createAcknowledged(session);
            sessions.add(session);
            return "created";
        } catch (IOException e) {
            return "create: " + e.getClass().getSimpleName();
        }
    }

    private String retrieve(int port, String session) {
        operations.retrieveBegins(session);
        try {
            HttpAnswer answer = gateway.client().retrieve(port, session);
            if (answer.status() == 200) {
                operations.retrieveAcknowledged(session);
            }
            return Integer.toString(answer.status());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Leaves the processors to a service that is starting again. */
    private void pause() {
        try {
            boolean unused = nothing.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
