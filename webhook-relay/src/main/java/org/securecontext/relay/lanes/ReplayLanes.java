package org.securecontext.relay.lanes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps a lane running in this process for each replay that is under way; Kafka shares its partitions out. */
public final class ReplayLanes {

    private final LaneSet lanes;

    /** None at first. */
    public ReplayLanes(LaneFactory factory, LaneSettings settings) {
        this.lanes = new LaneSet(factory, settings);
    }

    /** Starts the lanes that are missing and tells those that are not wanted any more to end; waits for none. */
    public void follow(List<Lane> wanted) {
        Map<String, Lane> byKey = new LinkedHashMap<>();
        wanted.forEach(lane -> byKey.put(lane.key(), lane));
        lanes.follow(byKey);
    }

    /** Stops all: they finish what is in flight, commit and leave their groups. */
    public void stop() {
        lanes.stop();
    }
}
