package org.securecontext.proxy.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Holds an answer back until {@code SCP_REDIS_MIN_REPLICAS} replicas confirmed its writes. Writes that finish while a WAIT
 * is on its way share the next one, so a busy server is asked once for a batch.
 */
@Component
class ReplicaBarrier {

    private final RedisConnections connections;
    private final RedisSettings settings;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    ReplicaBarrier(RedisConnections connections, RedisSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /** Whether {@link #confirm} has anything to wait for. */
    boolean asksReplicas() {
        return settings.asksReplicas();
    }

    /** Completes when replicas hold what the shared connection wrote so far at the server of this key. */
    Mono<Void> confirm(String key) {
        return Mono.fromCompletionStage(() -> lane(key).join())
                .doOnNext(confirmed -> check(confirmed, settings.minReplicas()))
                .then();
    }

    /** Fails with {@link StorageUnavailable} when fewer replicas than asked for confirmed. */
    static void check(long confirmed, int wanted) {
        if (confirmed < wanted) {
            throw new StorageUnavailable("WAIT", new TooFewReplicas(confirmed, wanted));
        }
    }

    private Lane lane(String key) {
        StatefulConnection<String, String> connection = connections.sharedConnection();
        if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
            RedisClusterNode node = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
            String host = node.getUri().getHost();
            int port = node.getUri().getPort();
            return lanes.computeIfAbsent(
                    host + ":" + port,
                    name -> new Lane(
                            () -> cluster.getConnectionAsync(host, port).thenCompose(this::waitForReplicas)));
        }
        StatefulRedisConnection<String, String> single = (StatefulRedisConnection<String, String>) connection;
        return lanes.computeIfAbsent("", name -> new Lane(() -> waitForReplicas(single)));
    }

    private CompletionStage<Long> waitForReplicas(StatefulRedisConnection<String, String> connection) {
        return connection
                .async()
                .waitForReplication(
                        settings.minReplicas(), settings.replicaTimeout().toMillis());
    }

    /** One server's WAIT commands, one at a time. */
    static final class Lane {

        private final WaitCommand command;
        private boolean running;
        private @Nullable CompletableFuture<Long> next;

        Lane(WaitCommand command) {
            this.command = command;
        }

        synchronized CompletableFuture<Long> join() {
            if (running) {
                CompletableFuture<Long> joined = next == null ? new CompletableFuture<>() : next;
                next = joined;
                return joined;
            }
            CompletableFuture<Long> started = new CompletableFuture<>();
            start(started);
            return started;
        }

        private void start(CompletableFuture<Long> result) {
            running = true;
            var unused = sent().whenComplete((confirmed, failure) -> finished(result, confirmed, failure));
        }

        /** A command that cannot even be sent must not leave the lane running for ever. */
        private CompletionStage<Long> sent() {
            try {
                return command.send();
            } catch (RedisException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private void finished(CompletableFuture<Long> result, @Nullable Long confirmed, @Nullable Throwable failure) {
            synchronized (this) {
                running = false;
                CompletableFuture<Long> waiting = next;
                next = null;
                if (waiting != null) {
                    start(waiting);
                }
            }
            if (confirmed == null) {
                result.completeExceptionally(new StorageUnavailable(
                        "WAIT", failure == null ? new IllegalStateException("no reply") : failure));
            } else {
                result.complete(confirmed);
            }
        }
    }

    interface WaitCommand {
        CompletionStage<Long> send();
    }

    private static final class TooFewReplicas extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooFewReplicas(long confirmed, int wanted) {
            super(confirmed + " replicas confirmed, SCP_REDIS_MIN_REPLICAS asks for " + wanted);
        }
    }
}
