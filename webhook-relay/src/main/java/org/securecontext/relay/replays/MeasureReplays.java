package org.securecontext.relay.replays;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.relay.lanes.GroupLag;
import org.securecontext.relay.retries.RetryBook;

/** Measures how far replays are, by the positions that their groups have committed. */
public final class MeasureReplays {

    private static final Duration SPAN = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMillis(500);

    /** How long after its end a replay may still commit what was in flight. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final GroupLag groups;
    private final RetryBook retries;
    private final Clock clock;
    private final Map<ReplayId, Sample> samples = new ConcurrentHashMap<>();

    /** Measures by these groups and retries. */
    public MeasureReplays(GroupLag groups, RetryBook retries, Clock clock) {
        this.groups = groups;
        this.retries = retries;
        this.clock = clock;
    }

    /** The progress of a job; what has ended is as far as it came. */
    public ReplayProgress of(ReplayJob job) {
        long total = job.records();
        if (job.state() == ReplayState.COMPLETED) {
            return new ReplayProgress(total, total, 0, 0, null);
        }
        Sample sample = sample(job);
        double pace = job.state() == ReplayState.RUNNING ? sample.perSecond() : 0;
        long left = total - sample.done();
        Instant until = pace > 0 ? clock.instant().plusSeconds((long) Math.ceil(left / pace)) : null;
        return new ReplayProgress(sample.done(), total, retrying(job), pace, until);
    }

    /** How many events of a job wait for a retry, as far as this replica has read. */
    int retrying(ReplayJob job) {
        String lane = job.retryKey();
        return Shard.all().stream()
                .mapToInt(shard -> retries.count(shard.number(), lane))
                .sum();
    }

    /**
     * Whether every partition is settled to its end, or no longer reaches that far.
     *
     * @throws KafkaException when Kafka does not answer
     */
    boolean isThrough(ReplayJob job) {
        Map<Integer, Long> committed = groups.committed(job.consumerGroup());
        Map<Integer, Long> beginnings = groups.beginnings();
        return job.ends().entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue()
                        || beginnings.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private Sample sample(ReplayJob job) {
        Sample before = samples.get(job.id());
        Instant now = clock.instant();
        if (before != null && (now.isBefore(before.at().plus(FRESH)) || isLast(before, job))) {
            return before;
        }
        try {
            Sample sample = Sample.after(before, now, done(job));
            samples.put(job.id(), sample);
            return sample;
        } catch (KafkaException e) {
            // Kafka is away: the last figure stands.
            return before == null ? new Sample(now, 0, now, 0, 0) : before;
        }
    }

    private static boolean isLast(Sample sample, ReplayJob job) {
        return job.state().isFinal() && sample.at().isAfter(job.changedAt().plus(LATE));
    }

    private long done(ReplayJob job) {
        Map<Integer, Long> committed = new HashMap<>(groups.committed(job.consumerGroup()));
        return job.starts().entrySet().stream()
                .mapToLong(start -> {
                    long end = job.ends().getOrDefault(start.getKey(), 0L);
                    long position = committed.getOrDefault(start.getKey(), start.getValue());
                    return Math.max(0, Math.min(end, position) - start.getValue());
                })
                .sum();
    }

    private record Sample(Instant at, long done, Instant since, long doneSince, double perSecond) {

        static Sample after(@Nullable Sample before, Instant now, long done) {
            if (before == null) {
                return new Sample(now, done, now, done, 0);
            }
            double seconds = Duration.between(before.since(), now).toMillis() / 1000.0;
            double pace = seconds <= 0 ? 0 : (done - before.doneSince()) / seconds;
            return Duration.between(before.since(), now).compareTo(SPAN) > 0
                    ? new Sample(now, done, before.at(), before.done(), pace)
                    : new Sample(now, done, before.since(), before.doneSince(), pace);
        }
    }
}
