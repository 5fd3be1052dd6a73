package org.securecontext.relay.replays;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.lanes.Lane;
import org.securecontext.relay.lanes.ReplayBounds;
import org.securecontext.relay.lanes.ReplayLanes;
import org.securecontext.relay.retries.CloseRetries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the replays in this replica: a lane for each that is under way, and the end of those that are through. All replicas
 * do the same; Kafka gives each partition to one.
 */
public final class RunReplays implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(RunReplays.class);

    /** How long a replay that has ended is shown: as long as its attempts and dead letters may be. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Replays replays;
    private final EndpointRegistry endpoints;
    private final ReplayLanes lanes;
    private final MeasureReplays measure;
    private final Function<Integer, CompletableFuture<Void>> retriesCaughtUp;
    private final CloseRetries closeRetries;
    private final Clock clock;

    /**
     * Runs these replays.
     *
     * @param retriesCaughtUp completes when the retries of a partition are known to its end
     * @param closeRetries gives up what a replay that ended had open
     */
    public RunReplays(
            Replays replays,
            EndpointRegistry endpoints,
            ReplayLanes lanes,
            MeasureReplays measure,
            Function<Integer, CompletableFuture<Void>> retriesCaughtUp,
            CloseRetries closeRetries,
            Clock clock) {
        this.replays = replays;
        this.endpoints = endpoints;
        this.lanes = lanes;
        this.measure = measure;
        this.retriesCaughtUp = retriesCaughtUp;
        this.closeRetries = closeRetries;
        this.clock = clock;
    }

    /** Looks once at what is under way, and forgets what ended long ago. */
    @Override
    public void run() {
        Instant longAgo = clock.instant().minus(KEPT);
        replays.all().stream()
                .filter(job -> job.state().isFinal() && job.changedAt().isBefore(longAgo))
                .forEach(job -> KafkaAnswer.await(replays.forget(job)));
        List<ReplayJob> underWay =
                replays.all().stream().filter(job -> !job.state().isFinal()).toList();
        lanes.follow(underWay.stream()
                .filter(job -> endpointOf(job) != null)
                .map(this::lane)
                .toList());
        underWay.forEach(this::settle);
    }

    /** Ends the lanes of this replica; the jobs go on elsewhere or later. */
    public void stop() {
        lanes.stop();
    }

    private void settle(ReplayJob job) {
        try {
            if (endpointOf(job) == null) {
                end(job, ReplayState.CANCELLED, "its endpoint was deleted");
            } else if (job.state() == ReplayState.RUNNING && isDone(job)) {
                end(job, ReplayState.COMPLETED, null);
            }
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("replay", job.id())
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("A replay cannot be looked at now");
        }
    }

    /** A failed event is parked before its offset is settled, so after the offsets the retries tell the rest. */
    private boolean isDone(ReplayJob job) {
        if (!measure.isThrough(job)) {
            return false;
        }
        var known = IntStream.range(0, Shard.COUNT)
                .mapToObj(partition -> retriesCaughtUp.apply(partition).orTimeout(10, TimeUnit.SECONDS))
                .toArray(CompletableFuture[]::new);
        KafkaAnswer.await(CompletableFuture.allOf(known));
        return measure.retrying(job) == 0;
    }

    private void end(ReplayJob job, ReplayState state, @Nullable String note) {
        KafkaAnswer.await(replays.put(job.in(state, note, clock.instant())));
        KafkaAnswer.await(closeRetries.of(job.retryKey()));
        log.atInfo()
                .addKeyValue("replay", job.id())
                .addKeyValue("endpointId", job.endpoint())
                .addKeyValue("outcome", state.word())
                .log("Replay ended");
    }

    private Lane lane(ReplayJob job) {
        ReplayBounds bounds = new ReplayBounds(
                job.id().value(), job.ends(), event -> job.filter().includes(event.event()), job.rate());
        Endpoint first = Objects.requireNonNull(endpointOf(job));
        return Lane.replay(job.consumerGroup(), bounds, () -> endpoint(job, first));
    }

    /** The endpoint as it is now; disabled while the replay is not running. */
    private Endpoint endpoint(ReplayJob job, Endpoint first) {
        Endpoint now = endpointOf(job);
        ReplayJob known = replays.find(job.id());
        if (now == null) {
            return first.withDisabled("deleted");
        }
        return known != null && known.state() == ReplayState.RUNNING ? now : now.withDisabled("paused");
    }

    private @Nullable Endpoint endpointOf(ReplayJob job) {
        Endpoint endpoint = endpoints.find(job.endpointId());
        return endpoint != null && endpoint.key().equals(job.endpointKey()) ? endpoint : null;
    }
}
