package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.endpoints.EndpointsTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a live lane running for each endpoint of the registry, on a thread of its own. */
public final class LaneSupervisor {

    private static final Logger log = LoggerFactory.getLogger(LaneSupervisor.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final EndpointRegistry registry;
    private final EndpointsTopic topic;
    private final Positions positions;
    private final CreationTurn turn;
    private final LaneSet lanes;
    private final Semaphore changes = new Semaphore(0);
    private volatile Set<String> first = Set.of();
    private volatile boolean started;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    /** A supervisor that does nothing before {@link #start()}. */
    public LaneSupervisor(
            EndpointRegistry registry,
            EndpointsTopic topic,
            Positions positions,
            CreationTurn turn,
            LaneFactory factory,
            LaneSettings settings) {
        this.registry = registry;
        this.topic = topic;
        this.positions = positions;
        this.turn = turn;
        this.lanes = new LaneSet(factory, settings);
    }

    /**
     * Starts the lanes of all endpoints and follows the registry from now on.
     *
     * @throws KafkaException when positions cannot be made; call it again
     */
    public synchronized void start() {
        if (registry.all().stream().anyMatch(this::lacksPosition)) {
            turn.take(() -> registry.all().stream().filter(this::lacksPosition).forEach(this::createPosition));
        }
        Map<String, Lane> wanted = wanted();
        first = Set.copyOf(wanted.keySet());
        lanes.follow(wanted);
        started = true;
        Thread follower = new Thread(this::run, "lane-supervisor");
        thread = follower;
        follower.start();
    }

    /** Says that the registry has changed; returns at once. */
    public void follow() {
        changes.release();
    }

    /** Whether each lane that this process began with has been let into its group; later ones do not make it unready. */
    public boolean isReady() {
        return started && !stopping && lanes.areAssigned(first);
    }

    /** Stops all lanes: they finish what is in flight, commit and leave their groups. */
    public synchronized void stop() {
        stopping = true;
        changes.release();
        try {
            if (thread != null) {
                thread.join(LONGEST_STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.stop();
    }

    private void run() {
        while (!stopping) {
            try {
                if (changes.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    changes.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!stopping) {
                followOnce();
            }
        }
    }

    private void followOnce() {
        try {
            lanes.follow(wanted());
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("A lane cannot be started, trying again");
        }
    }

    private Map<String, Lane> wanted() {
        Map<String, Lane> wanted = new LinkedHashMap<>();
        registry.all().forEach(endpoint -> wanted.put(endpoint.key(), lane(endpoint)));
        return wanted;
    }

    private Lane lane(Endpoint endpoint) {
        return Lane.live(() -> {
            Endpoint now = registry.find(endpoint.id());
            return now == null || !now.key().equals(endpoint.key()) ? endpoint.withDisabled("deleted") : now;
        });
    }

    /** A declared endpoint has its position made when it is first seen; the topic remembers that it has. */
    private void createPosition(Endpoint endpoint) {
        positions.ensure(endpoint.consumerGroup(), endpoint.startFrom());
        topic.putState(endpoint, null).join();
    }

    private boolean lacksPosition(Endpoint endpoint) {
        return endpoint.generation().equals(Endpoint.DECLARED) && !registry.isKept(endpoint.id());
    }
}
