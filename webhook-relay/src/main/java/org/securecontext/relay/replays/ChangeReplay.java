package org.securecontext.relay.replays;

import java.time.Clock;
import java.util.Map;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.api.Parameters;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.retries.CloseRetries;

/** Pauses, resumes and cancels replays. */
public final class ChangeReplay {

    private static final Map<ReplayState, String> EVENTS = Map.of(
            ReplayState.PAUSED, "replay_paused",
            ReplayState.RUNNING, "replay_resumed",
            ReplayState.CANCELLED, "replay_cancelled");

    private final Replays replays;
    private final OperatorEvents events;
    private final CloseRetries closeRetries;
    private final Clock clock;

    /** Changes these replays. */
    public ChangeReplay(Replays replays, OperatorEvents events, CloseRetries closeRetries, Clock clock) {
        this.replays = replays;
        this.events = events;
        this.closeRetries = closeRetries;
        this.clock = clock;
    }

    /** The job of this id, or a refusal. */
    public Outcome<ReplayJob> find(String id) {
        return Parameters.read(() -> new ReplayId(id)).then(known -> {
            ReplayJob job = replays.find(known);
            return job == null
                    ? Outcome.refused(ErrorCode.NOT_FOUND, "There is no replay of this id")
                    : Outcome.done(job);
        });
    }

    /** The job in its new state; one that has ended is refused. */
    public Outcome<ReplayJob> change(String id, ReplayState state, Operator operator) {
        return find(id).then(job -> {
            if (job.state() == state) {
                return Outcome.done(job);
            }
            if (job.state().isFinal()) {
                return Outcome.refused(
                        ErrorCode.CONFLICT, "The replay is " + job.state().word() + " already");
            }
            String type = EVENTS.getOrDefault(state, "replay_changed");
            events.append(type, id, operator, Map.of("endpoint", job.endpoint()));
            KafkaAnswer.await(replays.put(job.in(state, "by the operator", clock.instant())));
            if (state.isFinal()) {
                KafkaAnswer.await(closeRetries.of(job.retryKey()));
            }
            return find(id);
        });
    }
}
