package org.securecontext.proxy.outbox;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;

/**
 * Publishes one shard on a thread of its own: reads the oldest entries, sends them, and removes them once Kafka has
 * confirmed all. A batch that failed is sent again before anything later.
 */
final class ShardPublisher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ShardPublisher.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Shard shard;
    private final ShardOutboxes outboxes;
    private final EventTopic topic;
    private final TopicTail topicTail;
    private final RolledBackAlarm alarm;
    private final OutboxMeters meters;
    private volatile boolean stopping;

    ShardPublisher(
            Shard shard,
            ShardOutboxes outboxes,
            EventTopic topic,
            TopicTail topicTail,
            RolledBackAlarm alarm,
            OutboxMeters meters) {
        this.shard = shard;
        this.outboxes = outboxes;
        this.topic = topic;
        this.topicTail = topicTail;
        this.alarm = alarm;
        this.meters = meters;
    }

    /** Ends after the batch that is under way, and gives the lease back. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (ShardOutbox outbox = outboxes.open(shard)) {
                whileConnected(outbox);
            } catch (RedisException | StorageUnavailable | KafkaException e) {
                pauseAfter(e);
            } catch (org.apache.kafka.common.KafkaException e) {
                pauseAfter(e);
            } catch (UnreadableEntry e) {
                log.atError()
                        .addKeyValue("shard", shard.number())
                        .log(
                                "The outbox waits: {}. Upgrade this replica, or look at the entry with XRANGE and take it out"
                                        + " with XDEL.",
                                e.getMessage());
                pause();
            }
        }
    }

    private void whileConnected(ShardOutbox outbox) {
        while (!stopping) {
            String lease = outbox.take();
            if (lease == null) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } else {
                whileLeased(outbox, lease);
            }
        }
    }

    private void whileLeased(ShardOutbox outbox, String lease) {
        SequenceWatch watch = new SequenceWatch(topicTail.last(shard));
        boolean held = outbox.keep(lease);
        while (held && !stopping) {
            List<OutboxEntry> entries = outbox.oldest();
            held = entries.isEmpty() ? outbox.keep(lease) : publish(outbox, lease, watch, entries);
        }
        if (!held || !outbox.release(lease)) {
            log.atInfo().addKeyValue("shard", shard.number()).log("The lease on a shard ended");
        }
    }

    /** Sends a batch and removes it; false when the lease ended meanwhile. */
    private boolean publish(ShardOutbox outbox, String lease, SequenceWatch watch, List<OutboxEntry> entries) {
        SequenceWatch.Fall fall = watch.fall(entries);
        if (fall != null) {
            alarm.raise(shard, fall);
        }
        if (!outbox.ensure(lease)) {
            return false;
        }
        outbox.confirmedByReplicas();
        if (!isConfirmed(topic.send(entries), outbox, lease)) {
            return false;
        }
        meters.published(entries.size(), watch.repeats(entries));
        watch.confirmed(entries);
        return outbox.trim(lease, entries.get(entries.size() - 1).id());
    }

    /**
     * Waits for Kafka and keeps the lease meanwhile; false when the lease ended, or when the service stops and Kafka still
     * does not confirm. A shard that is handed over so leaves nothing to send again.
     */
    private boolean isConfirmed(CompletableFuture<Void> sent, ShardOutbox outbox, String lease) {
        do {
            try {
                sent.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                if (!outbox.keep(lease)) {
                    return false;
                }
            } catch (ExecutionException e) {
                throw new KafkaException("Kafka did not confirm a batch", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
                return false;
            }
        } while (!stopping);
        return false;
    }

    private void pauseAfter(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        log.atWarn()
                .addKeyValue("shard", shard.number())
                .addKeyValue("error", cause.getClass().getSimpleName())
                .log("The outbox waits: {}", failure.getMessage());
        pause();
    }

    private void pause() {
        if (!stopping) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
