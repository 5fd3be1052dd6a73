package org.securecontext.relay.replays;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.api.Parameters;
import org.securecontext.relay.endpointapi.FindEndpoint;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.lanes.EventRange;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.operators.OperatorEvents;

/**
 * Starts a replay: its positions first, then the operator's event, then the job, which every replica follows. A dry run only
 * counts.
 */
public final class StartReplay {

    private final FindEndpoint findEndpoint;
    private final Replays replays;
    private final ReplayTopics topics;
    private final OperatorEvents events;
    private final ReplaySettings settings;
    private final Clock clock;

    /** Starts replays within these settings. */
    public StartReplay(
            FindEndpoint findEndpoint,
            Replays replays,
            ReplayTopics topics,
            OperatorEvents events,
            ReplaySettings settings,
            Clock clock) {
        this.findEndpoint = findEndpoint;
        this.replays = replays;
        this.topics = topics;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a replay of this request would deliver; changes nothing. */
    public Outcome<DryRun> count(ReplayRequest request) {
        return plan(request)
                .then(plan -> Outcome.done(new DryRun(
                        true,
                        plan.endpoint().id().value(),
                        plan.offsets().records(),
                        topics.count().count(plan.offsets(), event -> isDelivered(plan, event)))));
    }

    private static boolean isDelivered(Plan plan, TokenEvent event) {
        return plan.range().filter().includes(event)
                && plan.endpoint().subscription().includes(event.type(), event.provider());
    }

    /** The job, which runs from now on. */
    public Outcome<ReplayJob> start(ReplayRequest request, Operator operator) {
        return plan(request).then(this::unlessDisabled).then(plan -> {
            ReplayJob job = job(plan, request.rate());
            topics.positions().create(job.consumerGroup(), job.starts());
            events.append("replay_started", job.id().value(), operator, factsOf(job));
            KafkaAnswer.await(replays.put(job));
            return Outcome.done(job);
        });
    }

    private Outcome<Plan> plan(ReplayRequest request) {
        String id = request.endpoint();
        if (id == null || id.isBlank()) {
            return Outcome.refused(ErrorCode.MISSING_PARAMETER, "endpoint is needed");
        }
        return Parameters.read(() -> request.range(clock.instant()))
                .then(range -> findEndpoint.find(id).then(endpoint -> plan(endpoint, range)));
    }

    private Outcome<Plan> plan(Endpoint endpoint, ReplayRequest.Range range) {
        Instant missing = topics.range().missingBefore();
        if (missing != null && range.from().isBefore(missing)) {
            return Outcome.refused(
                    ErrorCode.INVALID_REQUEST,
                    "from is before the oldest events that exist: they begin at " + missing,
                    Map.of("data_from", missing.toString()));
        }
        EventRange.Offsets offsets = topics.range().between(range.from(), range.to());
        return offsets.records() > settings.mostRecords()
                ? Outcome.refused(
                        ErrorCode.INVALID_REQUEST,
                        "The range has " + offsets.records() + " records and a replay goes through at most "
                                + settings.mostRecords() + " (SCP_WEBHOOK_REPLAY_LIMIT): ask for less time",
                        Map.of("records", offsets.records(), "limit", settings.mostRecords()))
                : Outcome.done(new Plan(endpoint, range, offsets));
    }

    private Outcome<Plan> unlessDisabled(Plan plan) {
        if (!plan.endpoint().isEnabled()) {
            return Outcome.refused(ErrorCode.CONFLICT, "The endpoint is disabled: enable it first");
        }
        long underWay =
                replays.all().stream().filter(job -> !job.state().isFinal()).count();
        return underWay >= settings.mostRunning()
                ? Outcome.refused(
                        ErrorCode.CONFLICT,
                        underWay
                                + " replays are under way, which is as many as there may be: wait for one or cancel it")
                : Outcome.done(plan);
    }

    private ReplayJob job(Plan plan, @Nullable Double asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Double limit = plan.endpoint().limits().ratePerSecond();
        double wanted = asked == null ? settings.rate() : asked;
        // Half of the endpoint's limit at the most, so that live events never wait for a replay's.
        double rate = limit == null ? wanted : Math.min(wanted, limit / 2);
        return new ReplayJob(
                ReplayId.mint(),
                plan.endpoint().id().value(),
                plan.endpoint().key(),
                plan.range().from(),
                plan.range().to(),
                plan.range().filter(),
                rate,
                plan.offsets().starts(),
                plan.offsets().ends(),
                ReplayState.RUNNING,
                null,
                now,
                now);
    }

    private static Map<String, Object> factsOf(ReplayJob job) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("endpoint", job.endpoint());
        facts.put("from", job.from().toString());
        facts.put("to", job.to().toString());
        facts.put("filter", job.filter());
        facts.put("records", job.records());
        return facts;
    }

    /**
     * What a dry run counted.
     *
     * @param records of the range
     * @param events of these that the endpoint would get
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record DryRun(boolean dryRun, String endpoint, long records, long events) {}

    private record Plan(Endpoint endpoint, ReplayRequest.Range range, EventRange.Offsets offsets) {}
}
