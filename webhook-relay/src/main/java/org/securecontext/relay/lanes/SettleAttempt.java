package org.securecontext.relay.lanes;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.deadletters.DeadLetter;
import org.securecontext.relay.delivery.AttemptResult;
import org.securecontext.relay.delivery.DeliveryOutcome;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.retries.RetryEntry;

/**
 * Decides an event's fate after an attempt, on the lane's thread. Settled means that Kafka has it: the attempt's record, and
 * the retry or the dead letter where there is one.
 */
final class SettleAttempt {

    private static final int MOST_OPEN_RETRIES = 100;

    private final Lane lane;
    private final LaneServices services;
    private final LaneJournal journal;
    private final EndpointGate gate;
    private final LaneMailbox mailbox;
    private final Consumer<Endpoint> onGone;

    /** Settles for one lane; {@code onGone} disables an endpoint that answered 410. */
    SettleAttempt(
            Lane lane,
            LaneServices services,
            LaneJournal journal,
            EndpointGate gate,
            LaneMailbox mailbox,
            Consumer<Endpoint> onGone) {
        this.lane = lane;
        this.services = services;
        this.journal = journal;
        this.gate = gate;
        this.mailbox = mailbox;
        this.onGone = onGone;
    }

    /** Whether a partition has so many open retries that its events wait instead. */
    boolean isFull(OwnedPartition partition) {
        return services.retryBook().count(partition.number(), lane.key()) >= MOST_OPEN_RETRIES;
    }

    /** Settles, parks or holds back the work. */
    void settle(LaneWork work, AttemptResult result) {
        work.partition().finished();
        gate.record(result);
        if (result.outcome() instanceof DeliveryOutcome.Delivered) {
            delivered(work, result);
        } else if (work.partition().isClosed()) {
            // Somebody else owns the event now and delivers it.
            var unused = journal.attempted(work, result, "held", null);
        } else if (result.outcome() instanceof DeliveryOutcome.EndpointGone) {
            var unused = journal.attempted(work, result, "gone", null);
            onGone.accept(lane.endpoint().get());
            hold(work);
        } else if (!gate.isWorking()) {
            var unused = journal.attempted(work, result, "held", null);
            hold(work);
        } else {
            failed(work, result);
        }
    }

    private void delivered(LaneWork work, AttemptResult result) {
        CompletableFuture<Void> logged = journal.attempted(work, result, "delivered", null);
        if (work.retry() != null) {
            closeRetry(work);
        } else {
            settleAfter(logged, work);
        }
    }

    private void failed(LaneWork work, AttemptResult result) {
        Endpoint endpoint = lane.endpoint().get();
        Duration pause = endpoint.limits()
                .retries()
                .pauseAfter(work.attempt(), ThreadLocalRandom.current().nextDouble());
        if (pause == null) {
            die(work, result, endpoint);
        } else if (work.retry() == null && isFull(work.partition())) {
            var unused = journal.attempted(work, result, "held", null);
            hold(work);
        } else {
            park(work, result, later(pause, result.outcome()));
        }
    }

    private void park(LaneWork work, AttemptResult result, Duration pause) {
        Instant due = services.clock().instant().plus(pause);
        RetryEntry entry = new RetryEntry(work.key(), work.attempt(), due, work.source());
        services.retryBook().announce(work.source().partition(), work.key());
        CompletableFuture<Void> logged = journal.attempted(work, result, "retry", due);
        CompletableFuture<Void> parked = services.retryTopic()
                .open(entry)
                .exceptionallyCompose(tooLarge -> services.deadLetters()
                        .write(letter(work, lane.endpoint().get(), "too_large")));
        if (work.retry() == null) {
            settleAfter(CompletableFuture.allOf(logged, parked), work);
        }
    }

    private void die(LaneWork work, AttemptResult result, Endpoint endpoint) {
        CompletableFuture<Void> logged = journal.attempted(work, result, "dead", null);
        journal.deadLettered();
        CompletableFuture<Void> dead = services.deadLetters().write(letter(work, endpoint, "attempts_used_up"));
        if (work.retry() == null) {
            settleAfter(CompletableFuture.allOf(logged, dead), work);
        } else {
            var unused = dead.thenRun(() -> mailbox.post(() -> closeRetry(work)));
        }
    }

    /** Keeps the event where it is: its offset stays uncommitted, or its retry stays open with the attempts it had. */
    private void hold(LaneWork work) {
        if (work.retry() == null) {
            work.partition().hold(work);
        } else {
            services.retryBook().release(work.source().partition(), work.key());
        }
    }

    private void closeRetry(LaneWork work) {
        var unused = services.retryTopic().close(work.key(), work.source().partition());
    }

    private void settleAfter(CompletableFuture<Void> written, LaneWork work) {
        var unused = written.thenRun(() -> mailbox.post(() -> {
            if (!work.partition().isClosed()) {
                work.partition().window().settle(work.source().offset());
            }
        }));
    }

    private DeadLetter letter(LaneWork work, Endpoint endpoint, String cause) {
        return new DeadLetter(
                endpoint.key(),
                lane.job(),
                work.source(),
                cause,
                "Attempt " + work.attempt() + " of "
                        + endpoint.limits().retries().attempts() + " failed",
                work.attempt(),
                services.clock().instant());
    }

    private static Duration later(Duration pause, DeliveryOutcome outcome) {
        @Nullable Duration asked = outcome instanceof DeliveryOutcome.RetryLater later ? later.retryAfter() : null;
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }
}
