package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.function.Consumer;
import org.securecontext.relay.endpoints.Endpoint;

/**
 * What one lane has for itself.
 *
 * @param gate whether its endpoint may be called
 * @param rate its part of the rate limit
 * @param metrics its meters
 * @param onGone disables an endpoint that answered 410
 * @param ready what it shares with all lanes of the process
 * @param span how many offsets a partition's window spans
 * @param drain how long a stop may take to finish what is in flight
 */
record LaneParts(
        EndpointGate gate,
        SharedRate rate,
        LaneMetrics metrics,
        Consumer<Endpoint> onGone,
        ReadyRecords ready,
        int span,
        Duration drain) {}
