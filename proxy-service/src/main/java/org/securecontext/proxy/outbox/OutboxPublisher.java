package org.securecontext.proxy.outbox;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.redis.RedisConnections;
import org.securecontext.proxy.redis.RedisConnections.Dedicated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Publishes the shards that fall to this replica, each on a thread of its own. The replicas that live share the shards
 * out evenly; when one dies, the others take its shards once its leases end.
 */
@Component
public class OutboxPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** Started before and stopped after the web server, so that the last requests' events leave too. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final RedisConnections connections;
    private final ReplicaRoster roster;
    private final ReadyTopics topics;
    private final ShardPublishers publishers;
    private volatile @Nullable Thread coordinator;

    OutboxPublisher(
            RedisConnections connections, ReplicaRoster roster, ReadyTopics topics, ShardPublishers publishers) {
        this.connections = connections;
        this.roster = roster;
        this.topics = topics;
        this.publishers = publishers;
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::coordinate, "outbox-coordinator");
        thread.setDaemon(true);
        coordinator = thread;
        thread.start();
    }

    /** Gives all shards back, so that another replica need not wait for the leases to end. */
    @Override
    public void stop() {
        Thread thread = coordinator;
        coordinator = null;
        if (thread == null) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join(FAREWELL.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return coordinator != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void coordinate() {
        while (goesOn() && !topics.areReady()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        while (goesOn()) {
            try (Dedicated connection = connections.open()) {
                whileConnected(connection);
            } catch (RedisException e) {
                log.atWarn().addKeyValue("error", e.getMessage()).log("The outbox waits for Redis");
                LockSupport.parkNanos(LOOK.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void whileConnected(Dedicated connection) throws InterruptedException {
        while (goesOn()) {
            publishers.publishOnly(roster.shardsOfThisReplica(connection));
            LockSupport.parkNanos(LOOK.toNanos());
        }
        publishers.stopAll(FAREWELL);
        log.atInfo().addKeyValue("replicasLeft", roster.leave(connection)).log("Publishing stopped");
    }

    private boolean goesOn() {
        return Thread.currentThread().equals(coordinator);
    }
}
