package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Topics;
import org.securecontext.relay.records.SourceRecord;

/**
 * The way of one endpoint in this process: polls its consumer group, sends out what the windows, the breaker and the rate
 * allow, and commits what is settled. One thread owns all of it; others leave messages in its mailbox.
 */
final class EndpointLane implements Runnable {

    private static final Duration REVOKED_DRAIN = Duration.ofSeconds(5);
    private static final Duration IDLE_POLL = Duration.ofMillis(50);
    private static final Duration BUSY_WAIT = Duration.ofMillis(5);
    private static final long BETWEEN_POLLS_NANOS = 2_000_000;
    private static final int MOST_WAITING = 64;

    private final Lane lane;
    private final LaneServices services;
    private final LaneParts parts;
    private final Consumer<byte[], byte[]> consumer;
    private final LaneMailbox mailbox = new LaneMailbox();
    private final OwnedPartitions partitions;
    private final Commits commits;
    private final Dispatch dispatch;
    private final PositionRepair repair;
    private final LaneLag lag;
    private long polledAt = System.nanoTime() - BETWEEN_POLLS_NANOS;
    private volatile boolean stopping;
    private volatile boolean assigned;

    /** A lane on a consumer of its own, which it closes at its end. */
    EndpointLane(Lane lane, LaneServices services, LaneParts parts, Consumer<byte[], byte[]> consumer) {
        this.lane = lane;
        this.services = services;
        this.parts = parts;
        this.consumer = consumer;
        this.partitions = new OwnedPartitions(parts.span(), this::onAssigned, this::onRevoked, this::onClosed);
        this.commits = new Commits(consumer, Topics.TOKEN_EVENTS);
        LaneJournal journal = new LaneJournal(lane, services.attempts(), parts.metrics(), services.clock());
        SettleAttempt settle = new SettleAttempt(lane, services, journal, parts.gate(), mailbox, parts.onGone());
        this.dispatch = new Dispatch(lane, services, partitions, parts.gate(), settle, journal, mailbox);
        this.repair = new PositionRepair(consumer, partitions, journal);
        this.lag = new LaneLag(lane, consumer, partitions, parts.metrics(), services.clock());
    }

    /** Runs until it is told to stop; then finishes what is in flight, commits and leaves the group. */
    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(Topics.TOKEN_EVENTS), rebalanceListener());
            while (!stopping) {
                turn();
            }
            drain(List.copyOf(partitions.all()), parts.drain());
            commits.commit(partitions.all());
        } finally {
            List.copyOf(partitions.all()).forEach(OwnedPartition::close);
            consumer.close(Duration.ofSeconds(2));
        }
    }

    /** Whether Kafka has let this member into the group, even if other members own all partitions. */
    boolean isAssigned() {
        return assigned;
    }

    /** Ends {@link #run()}; called by any thread. */
    void stop() {
        mailbox.post(() -> stopping = true);
    }

    ConsumerRebalanceListener rebalanceListener() {
        return partitions;
    }

    /** One turn of the loop. */
    void turn() {
        mailbox.drain();
        parts.rate().shareFor(partitions.all().size());
        boolean wantsMore = dispatch.dispatch();
        commits.tick(partitions.all());
        if (wantsMore && partitions.waiting() == 0) {
            while (restsUntilPoll() > 0) {
                mailbox.await(Duration.ofNanos(restsUntilPoll()));
            }
            poll(IDLE_POLL);
        } else {
            mailbox.await(BUSY_WAIT);
            if (restsUntilPoll() <= 0) {
                poll(Duration.ZERO);
            }
        }
    }

    /** Polls keep a distance: each costs as much as several deliveries, and what comes meanwhile comes with the next. */
    private long restsUntilPoll() {
        return polledAt + BETWEEN_POLLS_NANOS - System.nanoTime();
    }

    private void poll(Duration longest) {
        parts.metrics().state(partitions.inFlight(), parked());
        lag.measure();
        pause();
        try {
            for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(longest)) {
                OwnedPartition partition = partitions.get(consumed.partition());
                if (partition != null) {
                    take(partition, SourceRecord.of(consumed));
                }
            }
            assigned = assigned || consumer.groupMetadata().generationId() >= 0;
        } catch (InvalidOffsetException e) {
            repair.repair(e);
        }
        polledAt = System.nanoTime();
    }

    private void take(OwnedPartition partition, SourceRecord source) {
        long end = lane.endOf(partition.number());
        if (source.offset() < end) {
            partition.add(source);
        }
        if (source.offset() + 1 >= end) {
            partition.endIsReached();
        }
    }

    /** Stops fetching where enough waits; polling goes on, so that the group keeps this member. */
    private void pause() {
        boolean all = !parts.gate().mayTry()
                || (partitions.waiting() > 0 && !parts.gate().isWorking())
                || partitions.ready() >= parts.ready().share();
        Set<TopicPartition> wanted = new HashSet<>();
        for (OwnedPartition partition : partitions.all()) {
            if (all || partition.isAtEnd() || partition.waiting() >= MOST_WAITING) {
                wanted.add(new TopicPartition(Topics.TOKEN_EVENTS, partition.number()));
            }
        }
        Set<TopicPartition> paused = consumer.paused();
        if (!paused.equals(wanted)) {
            Set<TopicPartition> resumed = new HashSet<>(paused);
            resumed.removeAll(wanted);
            consumer.resume(resumed);
            consumer.pause(wanted);
        }
    }

    private void onAssigned(OwnedPartition partition) {
        var unused =
                services.caughtUp().apply(partition.number()).thenRun(() -> mailbox.post(partition::retriesAreKnown));
    }

    private void onRevoked(List<OwnedPartition> revoked) {
        drain(revoked, REVOKED_DRAIN);
        commits.commit(revoked);
    }

    private void onClosed(OwnedPartition partition) {
        lane.retryKeys().forEach(key -> services.retryBook().releaseAll(partition.number(), key));
        commits.forget(partition.number());
    }

    /** Waits until nothing of these partitions is in flight or on its way to Kafka, but no longer than this. */
    private void drain(List<OwnedPartition> ending, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        mailbox.drain();
        while (!ending.stream().allMatch(OwnedPartition::isQuiet) && System.nanoTime() < deadline) {
            mailbox.await(BUSY_WAIT);
        }
    }

    private int parked() {
        int parked = 0;
        for (OwnedPartition partition : partitions.all()) {
            parked += services.retryBook().count(partition.number(), lane.key());
        }
        return parked;
    }
}
