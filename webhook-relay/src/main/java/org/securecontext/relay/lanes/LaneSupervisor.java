package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.endpoints.EndpointsTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a live lane running for each endpoint of the registry. */
public final class LaneSupervisor {

    private static final Logger log = LoggerFactory.getLogger(LaneSupervisor.class);
    private static final Duration LEAVING = Duration.ofSeconds(4);

    private final EndpointRegistry registry;
    private final EndpointsTopic topic;
    private final Positions positions;
    private final LaneFactory factory;
    private final Duration drain;
    private final Map<String, RunningLane> running = new LinkedHashMap<>();
    private boolean started;

    /** A supervisor that does nothing before {@link #start()}. */
    public LaneSupervisor(
            EndpointRegistry registry,
            EndpointsTopic topic,
            Positions positions,
            LaneFactory factory,
            LaneSettings settings) {
        this.registry = registry;
        this.topic = topic;
        this.positions = positions;
        this.factory = factory;
        this.drain = settings.drain();
    }

    /**
     * Starts the lanes of all endpoints and follows the registry from now on.
     *
     * @throws KafkaException when positions cannot be made; call it again
     */
    public synchronized void start() {
        for (Endpoint endpoint : registry.all()) {
            createPosition(endpoint);
        }
        started = true;
        follow();
    }

    /** Starts lanes that are missing and stops those whose endpoint is gone. */
    public synchronized void follow() {
        if (!started) {
            return;
        }
        Map<String, Endpoint> wanted = new LinkedHashMap<>();
        registry.all().forEach(endpoint -> wanted.put(endpoint.key(), endpoint));
        stop(running.keySet().stream().filter(key -> !wanted.containsKey(key)).toList());
        wanted.forEach((key, endpoint) -> running.computeIfAbsent(key, absent -> startLane(endpoint)));
    }

    /** Whether each lane has been let into its group. */
    public synchronized boolean isReady() {
        return started && running.values().stream().allMatch(RunningLane::isAssigned);
    }

    /** Stops all lanes: they finish what is in flight, commit and leave their groups. */
    public synchronized void stop() {
        started = false;
        stop(List.copyOf(running.keySet()));
    }

    private void stop(List<String> keys) {
        List<RunningLane> stopping = new ArrayList<>();
        for (String key : keys) {
            RunningLane lane = running.remove(key);
            if (lane != null) {
                lane.stop();
                stopping.add(lane);
            }
        }
        stopping.forEach(lane -> lane.await(drain.plus(LEAVING)));
    }

    private RunningLane startLane(Endpoint endpoint) {
        RunningLane lane = factory.make(Lane.live(() -> {
            Endpoint now = registry.find(endpoint.id());
            return now == null || !now.key().equals(endpoint.key()) ? endpoint.withDisabled("deleted") : now;
        }));
        log.atInfo()
                .addKeyValue("endpointId", endpoint.id())
                .addKeyValue("enabled", endpoint.isEnabled())
                .log("Lane started");
        lane.start();
        return lane;
    }

    /** A declared endpoint has its position made when it is first seen; the topic remembers that it has. */
    private void createPosition(Endpoint endpoint) {
        if (endpoint.generation().equals(Endpoint.DECLARED) && !registry.isKept(endpoint.id())) {
            positions.ensure(endpoint.consumerGroup(), endpoint.startFrom());
            topic.putState(endpoint, null).join();
        }
    }
}
