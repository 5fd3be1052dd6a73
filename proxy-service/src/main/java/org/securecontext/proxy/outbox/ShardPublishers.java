package org.securecontext.proxy.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.securecontext.events.Shard;
import org.springframework.stereotype.Component;

/** The publishers of the shards that fall to this replica. Used by one thread. */
@Component
class ShardPublishers {

    private final ShardOutboxes outboxes;
    private final EventTopic topic;
    private final TopicTail topicTail;
    private final RolledBackAlarm alarm;
    private final OutboxMeters meters;
    private final Map<Shard, Running> running = new HashMap<>();

    ShardPublishers(
            ShardOutboxes outboxes, EventTopic topic, TopicTail topicTail, RolledBackAlarm alarm, OutboxMeters meters) {
        this.outboxes = outboxes;
        this.topic = topic;
        this.topicTail = topicTail;
        this.alarm = alarm;
        this.meters = meters;
    }

    /** Starts those that are missing and stops the others. */
    void publishOnly(Set<Shard> shards) {
        running.values().removeIf(one -> !one.thread().isAlive());
        running.forEach((shard, one) -> {
            if (!shards.contains(shard)) {
                one.publisher().stop();
            }
        });
        shards.stream().filter(shard -> !running.containsKey(shard)).forEach(this::start);
    }

    /** Stops all and waits for them, in all no longer than this. */
    void stopAll(Duration atMost) throws InterruptedException {
        running.values().forEach(one -> one.publisher().stop());
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Running one : running.values()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            one.thread().join(Math.max(1, left));
        }
        running.clear();
    }

    private void start(Shard shard) {
        ShardPublisher publisher = new ShardPublisher(shard, outboxes, topic, topicTail, alarm, meters);
        Thread thread = new Thread(publisher, "outbox-" + shard.number());
        thread.setDaemon(true);
        running.put(shard, new Running(publisher, thread));
        thread.start();
    }

    private record Running(ShardPublisher publisher, Thread thread) {}
}
