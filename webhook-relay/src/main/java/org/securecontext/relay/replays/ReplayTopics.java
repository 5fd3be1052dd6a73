package org.securecontext.relay.replays;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.securecontext.relay.lanes.EventRange;
import org.securecontext.relay.lanes.Positions;
import org.securecontext.relay.records.EventReader;

/** What is asked of Kafka before a replay starts. */
public final class ReplayTopics {

    private final EventRange range;
    private final Positions positions;
    private final CountEvents count;

    /** Reads through consumers without a group. */
    public ReplayTopics(
            EventRange range, Positions positions, Supplier<Consumer<byte[], byte[]>> consumers, EventReader reader) {
        this.range = range;
        this.positions = positions;
        this.count = new CountEvents(consumers, reader);
    }

    EventRange range() {
        return range;
    }

    Positions positions() {
        return positions;
    }

    CountEvents count() {
        return count;
    }
}
