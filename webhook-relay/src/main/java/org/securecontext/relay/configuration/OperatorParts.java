package org.securecontext.relay.configuration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.EndpointsReader;
import org.securecontext.relay.records.TopicFollower;
import org.securecontext.relay.replays.ReplaySettings;
import org.securecontext.relay.replays.RunReplays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Starts and stops what follows topics for the operators, and the replays. */
@Component
class OperatorParts {

    private static final Logger log = LoggerFactory.getLogger(OperatorParts.class);

    private final List<TopicFollower> followers;
    private final EndpointsReader endpointsReader;
    private final TopicFollower replaysFollower;
    private final RunReplays runReplays;
    private final Duration check;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread runner;

    OperatorParts(
            List<TopicFollower> followers,
            EndpointsReader endpointsReader,
            @Qualifier("replaysFollower") TopicFollower replaysFollower,
            RunReplays runReplays,
            ReplaySettings settings) {
        this.followers = List.copyOf(followers);
        this.endpointsReader = endpointsReader;
        this.replaysFollower = replaysFollower;
        this.runReplays = runReplays;
        this.check = settings.check();
    }

    /** Starts when the topics exist. */
    synchronized void start() {
        followers.forEach(follower -> new Thread(follower, "topic-follower").start());
        Thread thread = new Thread(this::runReplays, "replays");
        runner = thread;
        thread.start();
    }

    /** Stops; replays finish what is in flight and commit. */
    synchronized void stop() {
        stopping.countDown();
        followers.forEach(TopicFollower::stop);
        try {
            if (runner != null) {
                runner.join(Duration.ofSeconds(25).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not before every endpoint is known: a replay whose endpoint seems not to be there would be cancelled. */
    private void runReplays() {
        while (!isStoppingWithin(check)) {
            if (endpointsReader.complete().isDone()
                    && replaysFollower.complete().isDone()) {
                runOnce();
            }
        }
        runReplays.stop();
    }

    private void runOnce() {
        try {
            runReplays.run();
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("Replays cannot be run now, trying again");
        }
    }

    private boolean isStoppingWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
