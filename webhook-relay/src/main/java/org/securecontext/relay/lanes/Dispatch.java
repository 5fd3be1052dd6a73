package org.securecontext.relay.lanes;

import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.relay.deadletters.DeadLetter;
import org.securecontext.relay.delivery.AttemptRequest;
import org.securecontext.relay.delivery.SignedAttempt;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.records.Reading;
import org.securecontext.relay.records.SourceRecord;
import org.securecontext.relay.records.WebhookEvent;
import org.securecontext.relay.retries.RetryEntry;
import org.securecontext.relay.retries.RetryKey;

/**
 * Chooses what goes out next, on the lane's thread: due retries, then held events, then polled ones. While the endpoint does
 * not count as working, only the oldest missed event goes out, as the breaker's probe.
 */
final class Dispatch {

    private static final long RETRY_LOOK_NANOS = 10_000_000;

    private final Lane lane;
    private final LaneServices services;
    private final OwnedPartitions partitions;
    private final EndpointGate gate;
    private final SettleAttempt settleAttempt;
    private final LaneJournal journal;
    private final LaneMailbox mailbox;
    private final Departures departures = new Departures();
    private long retriesLookedAt = System.nanoTime() - RETRY_LOOK_NANOS;

    Dispatch(
            Lane lane,
            LaneServices services,
            OwnedPartitions partitions,
            EndpointGate gate,
            SettleAttempt settleAttempt,
            LaneJournal journal,
            LaneMailbox mailbox) {
        this.lane = lane;
        this.services = services;
        this.partitions = partitions;
        this.gate = gate;
        this.settleAttempt = settleAttempt;
        this.journal = journal;
        this.mailbox = mailbox;
    }

    /** Starts as many attempts as the endpoint may have; false when something waits and may not go out now. */
    boolean dispatch() {
        try {
            return prepare();
        } finally {
            departures.sendAll();
        }
    }

    private boolean prepare() {
        int most = lane.endpoint().get().limits().maxInFlight();
        while (gate.mayTry()) {
            if (partitions.inFlight() >= most) {
                return false;
            }
            LaneWork work = gate.isWorking() ? nextInTurn() : oldest();
            if (work == null) {
                return true;
            }
            if (!gate.enter()) {
                putBack(work);
                return false;
            }
            start(work);
        }
        return false;
    }

    private void start(LaneWork work) {
        work.partition().started();
        AttemptRequest request =
                new AttemptRequest(lane.endpoint().get(), work.event(), work.attempt(), lane.job(), gate::mayRepeat);
        SignedAttempt attempt = services.sign().apply(request);
        departures.add(() -> {
            var unused = attempt.send().thenAccept(result -> mailbox.post(() -> settleAttempt.settle(work, result)));
        });
    }

    private @Nullable LaneWork nextInTurn() {
        LaneWork retry = nextRetry();
        return retry != null ? retry : partitions.firstInTurn(this::nextOf);
    }

    private @Nullable LaneWork nextRetry() {
        long now = System.nanoTime();
        if (now - retriesLookedAt < RETRY_LOOK_NANOS) {
            return null;
        }
        LaneWork retry = partitions.firstInTurn(this::dueRetry);
        if (retry == null) {
            retriesLookedAt = now;
        }
        return retry;
    }

    /** The event that the endpoint has missed for longest; a due retry only where no event of the topic waits. */
    private @Nullable LaneWork oldest() {
        return partitions.all().stream()
                .sorted(Comparator.comparing(
                        OwnedPartition::oldestWaiting, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(this::nextOf)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> partitions.firstInTurn(this::dueRetry));
    }

    private @Nullable LaneWork dueRetry(OwnedPartition partition) {
        if (!partition.areRetriesKnown()) {
            return null;
        }
        RetryEntry entry = takeDue(partition);
        if (entry == null) {
            return null;
        }
        return services.reader()
                .read(entry.source())
                .<@Nullable LaneWork>fold(
                        valid -> new LaneWork(partition, entry.source(), valid.event(), entry.key(), entry),
                        unreadable -> {
                            var unused = services.retryTopic().close(entry.key(), partition.number());
                            return null;
                        });
    }

    private @Nullable RetryEntry takeDue(OwnedPartition partition) {
        for (String key : lane.retryKeys()) {
            RetryEntry entry = services.retryBook()
                    .take(partition.number(), key, services.clock().instant());
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private @Nullable LaneWork nextOf(OwnedPartition partition) {
        if (partition.waiting() == 0 || !partition.areRetriesKnown() || settleAttempt.isFull(partition)) {
            return null;
        }
        LaneWork held = partition.takeHeld();
        if (held != null) {
            return held;
        }
        while (partition.nextPolled() != null) {
            SourceRecord source = partition.takePolled();
            LaneWork work = workOf(partition, source);
            if (work != null) {
                return work;
            }
        }
        return null;
    }

    /** The work of a record, or null when it is settled or parked without an attempt. */
    private @Nullable LaneWork workOf(OwnedPartition partition, SourceRecord source) {
        Endpoint endpoint = lane.endpoint().get();
        EventType type = source.eventType();
        if (type != null && !endpoint.subscription().includes(type, source.provider())) {
            partition.window().settle(source.offset());
            return null;
        }
        return services.reader()
                .read(source)
                .<@Nullable LaneWork>fold(
                        valid -> wanted(partition, source, valid.event(), endpoint),
                        unreadable -> park(partition, source, unreadable, endpoint));
    }

    private @Nullable LaneWork wanted(
            OwnedPartition partition, SourceRecord source, WebhookEvent event, Endpoint endpoint) {
        EventId id = event.event().id();
        RetryKey key = new RetryKey(lane.key(), id);
        boolean included = endpoint.subscription()
                        .includes(event.event().type(), event.event().provider())
                && lane.includes(event);
        if (!included || services.retryBook().isOpen(partition.number(), key)) {
            partition.window().settle(source.offset());
            return null;
        }
        return new LaneWork(partition, source, event, key, null);
    }

    private @Nullable LaneWork park(
            OwnedPartition partition, SourceRecord source, Reading.Unreadable unreadable, Endpoint endpoint) {
        if (lane.job() != null) {
            // The live lane has parked it when it came.
            partition.window().settle(source.offset());
            return null;
        }
        DeadLetter letter = new DeadLetter(
                endpoint.key(),
                lane.job(),
                source,
                unreadable.cause(),
                unreadable.detail(),
                0,
                services.clock().instant());
        journal.deadLettered();
        var unused = CompletableFuture.allOf(
                        journal.unreadable(source, unreadable),
                        services.deadLetters().write(letter))
                .thenRun(() -> mailbox.post(() -> {
                    if (!partition.isClosed()) {
                        partition.window().settle(source.offset());
                    }
                }));
        return null;
    }

    private void putBack(LaneWork work) {
        if (work.retry() == null) {
            work.partition().hold(work);
        } else {
            services.retryBook().release(work.source().partition(), work.key());
        }
    }
}
