package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane's thread: makes the lane again when Kafka's client fails for good, until it is told to stop. */
final class RunningLane {

    private static final Logger log = LoggerFactory.getLogger(RunningLane.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Lane lane;
    private final Supplier<EndpointLane> lanes;
    private final Runnable onEnd;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile EndpointLane current;

    RunningLane(Lane lane, Supplier<EndpointLane> lanes, Runnable onEnd) {
        this.lane = lane;
        this.lanes = lanes;
        this.onEnd = onEnd;
        this.current = lanes.get();
        this.thread = new Thread(this::run, "lane-" + lane.key());
    }

    /** Whether another lane would count on the same meters as this one. */
    boolean sharesMeters(Lane other) {
        return lane.endpoint().get().id().equals(other.endpoint().get().id())
                && Objects.equals(lane.job(), other.job());
    }

    void start() {
        thread.start();
    }

    boolean isAssigned() {
        return current.isAssigned();
    }

    /** Tells the lane to end; it finishes what is in flight. */
    void stop() {
        stopped.countDown();
        current.stop();
    }

    /** Waits for its end, at most this long. */
    void await(Duration longest) {
        try {
            thread.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether its thread has ended, as told or by a fault. */
    boolean hasEnded() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    private void run() {
        try {
            runUntilStopped();
        } finally {
            onEnd.run();
        }
    }

    private void runUntilStopped() {
        while (true) {
            try {
                current.run();
                return;
            } catch (KafkaException e) {
                log.atError()
                        .addKeyValue("endpointId", lane.endpoint().get().id())
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("A lane failed and starts again");
            }
            if (isStoppedWithin(PAUSE)) {
                return;
            }
            current = lanes.get();
        }
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
