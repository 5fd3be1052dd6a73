package org.securecontext.relay.endpointapi;

import java.time.Instant;
import java.util.Map;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.lanes.EventRange;
import org.springframework.stereotype.Component;

/** Refuses a backfill that would begin before the oldest event that exists. */
@Component
final class CheckStart {

    private final EventRange range;

    CheckStart(EventRange range) {
        this.range = range;
    }

    Outcome<Endpoint> check(Endpoint endpoint) {
        Instant start = endpoint.startFrom().time();
        Instant oldest = start == null ? null : range.missingBefore();
        return start == null || oldest == null || !start.isBefore(oldest)
                ? Outcome.done(endpoint)
                : Outcome.refused(
                        ErrorCode.INVALID_REQUEST,
                        "start_from is before the oldest events that exist: they begin at " + oldest,
                        Map.of("data_from", oldest.toString()));
    }
}
