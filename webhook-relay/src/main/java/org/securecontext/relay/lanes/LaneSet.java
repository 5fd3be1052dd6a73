package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that run in this process, by key. Lanes that end do so by themselves, and nobody waits for them but the stop. */
final class LaneSet {

    private static final Logger log = LoggerFactory.getLogger(LaneSet.class);
    private static final Duration LEAVING = Duration.ofSeconds(4);

    private final LaneFactory factory;
    private final Duration drain;
    private final Map<String, RunningLane> running = new LinkedHashMap<>();
    private final List<RunningLane> ending = new ArrayList<>();

    LaneSet(LaneFactory factory, LaneSettings settings) {
        this.factory = factory;
        this.drain = settings.drain();
    }

    /**
     * Starts what is missing and tells what is not wanted to end. A lane whose meters an ending one still uses is started by a
     * later call.
     */
    synchronized void follow(Map<String, Lane> wanted) {
        for (String key : List.copyOf(running.keySet())) {
            if (!wanted.containsKey(key)) {
                end(key);
            }
        }
        ending.removeIf(RunningLane::hasEnded);
        running.values().removeIf(RunningLane::hasEnded);
        wanted.forEach((key, lane) -> {
            if (!running.containsKey(key) && ending.stream().noneMatch(old -> old.sharesMeters(lane))) {
                running.put(key, started(lane));
            }
        });
    }

    /** Whether the lanes of these keys, as far as they are still wanted, have been let into their groups. */
    synchronized boolean areAssigned(Collection<String> keys) {
        return keys.stream().map(running::get).allMatch(lane -> lane == null || lane.isAssigned());
    }

    /** Ends all: they finish what is in flight, commit and leave their groups. */
    synchronized void stop() {
        List.copyOf(running.keySet()).forEach(this::end);
        ending.forEach(lane -> lane.await(drain.plus(LEAVING)));
        ending.clear();
    }

    private void end(String key) {
        RunningLane lane = running.remove(key);
        if (lane != null) {
            lane.stop();
            ending.add(lane);
        }
    }

    private RunningLane started(Lane lane) {
        RunningLane made = factory.make(lane);
        log.atInfo()
                .addKeyValue("endpointId", lane.endpoint().get().id())
                .addKeyValue("enabled", lane.endpoint().get().isEnabled())
                .log("Lane started");
        made.start();
        return made;
    }
}
