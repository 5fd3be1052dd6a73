package org.securecontext.relay.configuration;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.events.kafka.EnsureTopics;
import org.securecontext.events.kafka.TopicsOutcome;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.endpoints.EndpointsReader;
import org.securecontext.relay.endpoints.EndpointsTopic;
import org.securecontext.relay.lanes.LaneSupervisor;
import org.securecontext.relay.retries.RetriesReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts in order: topics, the endpoints topic to its end, positions, lanes. While Kafka is away it waits for it in the
 * background, alive and not ready. Stops in the reverse order, so that what is in flight is finished and committed.
 */
@Component
class RelayLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RelayLifecycle.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EnsureTopics ensureTopics;
    private final EndpointsReader endpointsReader;
    private final EndpointsTopic endpoints;
    private final EndpointRegistry registry;
    private final RetriesReader retriesReader;
    private final LaneSupervisor supervisor;
    private final OperatorParts operatorParts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;
    private @Nullable Thread starter;

    RelayLifecycle(
            EnsureTopics ensureTopics,
            EndpointsReader endpointsReader,
            EndpointsTopic endpoints,
            EndpointRegistry registry,
            RetriesReader retriesReader,
            LaneSupervisor supervisor,
            OperatorParts operatorParts) {
        this.ensureTopics = ensureTopics;
        this.endpointsReader = endpointsReader;
        this.endpoints = endpoints;
        this.registry = registry;
        this.retriesReader = retriesReader;
        this.supervisor = supervisor;
        this.operatorParts = operatorParts;
    }

    @Override
    public void start() {
        running = true;
        boolean topicsReady = topicsAreReady();
        Thread thread = new Thread(() -> startWhenPossible(topicsReady), "relay-start");
        starter = thread;
        thread.start();
    }

    /** Lanes first of all that stops, while the web server still answers probes. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        join(starter);
        operatorParts.stop();
        supervisor.stop();
        retriesReader.stop();
        endpointsReader.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether every lane has been let into its group, and the relay is not stopping. */
    boolean isReady() {
        return running && supervisor.isReady();
    }

    private boolean topicsAreReady() {
        return ensureTopics
                .ensure()
                .fold(
                        RelayLifecycle::warned,
                        unsuitable -> {
                            throw new InvalidConfiguration(unsuitable.problems());
                        },
                        unreachable -> {
                            log.atWarn()
                                    .addKeyValue("error", unreachable.cause())
                                    .log("Kafka is not reachable, waiting for it");
                            return false;
                        });
    }

    private static boolean warned(TopicsOutcome.Ready ready) {
        ready.warnings().forEach(warning -> log.atWarn().log(warning));
        return true;
    }

    private void startWhenPossible(boolean topicsReady) {
        boolean ready = topicsReady;
        while (!ready) {
            if (isStoppingWithin(PAUSE)) {
                return;
            }
            ready = areTopicsReadyNow();
        }
        new Thread(endpointsReader, "endpoints-reader").start();
        new Thread(retriesReader, "retries-reader").start();
        registry.onChange(supervisor::follow);
        while (!endpointsReader.complete().isDone()) {
            if (isStoppingWithin(Duration.ofMillis(20))) {
                return;
            }
        }
        operatorParts.start();
        var unused = endpoints.reseal(registry);
        while (!areLanesStarted()) {
            if (isStoppingWithin(PAUSE)) {
                return;
            }
        }
        log.atInfo().addKeyValue("endpoints", registry.all().size()).log("Webhook relay started");
    }

    private boolean areTopicsReadyNow() {
        try {
            return topicsAreReady();
        } catch (InvalidConfiguration e) {
            e.problems().forEach(problem -> log.atError().log(problem));
            return false;
        }
    }

    private boolean areLanesStarted() {
        try {
            supervisor.start();
            return true;
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("The positions of the endpoints cannot be made, trying again");
            return false;
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

    private static void join(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
