package org.securecontext.relay.lanes;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.TokenEvent;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;
import org.securecontext.relay.delivery.AttemptResult;
import org.securecontext.relay.delivery.FailureReason;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.records.Reading;
import org.securecontext.relay.records.SourceRecord;

/** Writes down what happens in a lane: the attempt log and the meters. */
final class LaneJournal {

    private final Lane lane;
    private final AttemptLog attempts;
    private final LaneMetrics metrics;
    private final Clock clock;

    LaneJournal(Lane lane, AttemptLog attempts, LaneMetrics metrics, Clock clock) {
        this.lane = lane;
        this.attempts = attempts;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Records an attempt; the future completes when Kafka has it. */
    CompletableFuture<Void> attempted(LaneWork work, AttemptResult result, String outcome, @Nullable Instant nextDue) {
        metrics.attempted(outcome, result.duration());
        TokenEvent event = work.event().event();
        FailureReason reason = result.outcome().reason();
        Endpoint endpoint = lane.endpoint().get();
        AttemptRecord attempt = new AttemptRecord(
                result.startedAt(),
                endpoint.id().value(),
                endpoint.generation(),
                lane.job(),
                new AttemptRecord.EventFacts(
                        event.id().value(), event.type().legacyName(), event.subject(), event.provider()),
                work.attempt(),
                outcome,
                reason == null ? null : reason.word(),
                result.outcome().status(),
                result.duration().toMillis(),
                nextDue,
                work.source().partition(),
                work.source().offset());
        return attempts.append(attempt, result.outcome().cause());
    }

    /** Records that a record is no event. */
    CompletableFuture<Void> unreadable(SourceRecord source, Reading.Unreadable unreadable) {
        metrics.attempted("unreadable", null);
        return append("unreadable", unreadable.cause(), source.partition(), source.offset());
    }

    /** Records that offsets from this one on were gone before they could be read; how many is known or -1. */
    CompletableFuture<Void> gap(int partition, long offset, long records) {
        metrics.attempted("gap", null);
        metrics.missed(Math.max(1, records));
        return append("gap", records < 0 ? "position_missing" : "retention", partition, offset);
    }

    /** Counts a dead letter. */
    void deadLettered() {
        metrics.deadLettered();
    }

    private CompletableFuture<Void> append(String outcome, String reason, int partition, long offset) {
        Endpoint endpoint = lane.endpoint().get();
        return attempts.append(new AttemptRecord(
                clock.instant(),
                endpoint.id().value(),
                endpoint.generation(),
                lane.job(),
                null,
                0,
                outcome,
                reason,
                null,
                0,
                null,
                partition,
                Math.max(0, offset)));
    }
}
