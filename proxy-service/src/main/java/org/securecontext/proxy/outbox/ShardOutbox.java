package org.securecontext.proxy.outbox;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.RedisConnections.Dedicated;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ShardKeys;

/** A shard's outbox and the lease on it, for one thread. Every method fails with Lettuce's exceptions when Redis does. */
final class ShardOutbox implements AutoCloseable {

    private static final Script LEASE = Script.load("publisher-lease");
    private static final Script RELEASE = Script.load("publisher-release");
    private static final Script TRIM = Script.load("trim-outbox");
    private static final int TURNS = 4;

    private final Dedicated connection;
    private final Shard shard;
    private final URI source;
    private final ShardKeys keys;
    private final PublisherSettings settings;
    private final String replica;
    private long renewedAt;
    private boolean flowing;

    ShardOutbox(Dedicated connection, Shard shard, URI source, PublisherSettings settings, String replica) {
        this.connection = connection;
        this.shard = shard;
        this.source = source;
        this.keys = new ShardKeys(shard);
        this.settings = settings;
        this.replica = replica;
    }

    /** Takes the lease; null when another holds it. */
    @Nullable
    String take() {
        return lease("").optionalText(1);
    }

    /** Keeps the lease; false when it ended. */
    boolean keep(String lease) {
        long asked = System.nanoTime();
        boolean held = lease(lease).outcome().equals("held");
        renewedAt = asked;
        return held;
    }

    /**
     * Makes sure of the lease before events are sent; false when it ended. Asks Redis only when the last renewal is a while
     * ago, or when replicas have to confirm, which takes a write first.
     */
    boolean ensure(String lease) {
        boolean fresh = System.nanoTime() - renewedAt < settings.renewal().toNanos();
        return (fresh && !connection.asksReplicas()) || keep(lease);
    }

    /** Gives the lease back; false when it had ended. */
    boolean release(String lease) {
        return connection
                .run(RELEASE, List.of(keys.publisher()), List.of(lease))
                .outcome()
                .equals("released");
    }

    /**
     * The oldest entries in order, gathered until the shard's turn; none when none came for a while. Waits for the first one
     * only when the last look found none: under load there is one by then. Fails with {@link UnreadableEntry} when the oldest
     * of all is no event.
     */
    List<OutboxEntry> oldest() {
        if (!flowing && !awaitEntry()) {
            return List.of();
        }
        LockSupport.parkNanos(untilTurn());
        List<StreamMessage<String, String>> found =
                connection.commands().xrange(keys.outbox(), Range.unbounded(), Limit.from(settings.batchSize()));
        flowing = !found.isEmpty();
        return readable(found);
    }

    /**
     * Nanoseconds until the shard's next turn. Shards have one of four turns, so that batches share requests to Kafka; all in
     * one turn would hold up the calls of that moment.
     */
    private long untilTurn() {
        long linger = settings.linger().toNanos();
        if (linger <= 0) {
            return 0;
        }
        long turn = linger / TURNS * (shard.number() % TURNS);
        return linger - Math.floorMod(System.nanoTime() - turn, linger);
    }

    /** Up to the first that cannot be read, so that it holds back none before it. */
    private List<OutboxEntry> readable(List<StreamMessage<String, String>> found) {
        List<OutboxEntry> entries = new ArrayList<>(found.size());
        for (StreamMessage<String, String> message : found) {
            OutboxEntry entry = OutboxEntry.read(message, shard, source);
            if (entry == null && entries.isEmpty()) {
                throw new UnreadableEntry(shard, message.getId());
            }
            if (entry == null) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    /** Removes all entries up to this one and keeps the lease; false when it ended, and then nothing is removed. */
    boolean trim(String lease, EntryId last) {
        long asked = System.nanoTime();
        ScriptReply reply = connection.run(
                TRIM,
                List.of(keys.publisher(), keys.outbox()),
                List.of(lease, last.next().toString(), leaseMillis()));
        renewedAt = asked;
        return reply.outcome().equals("trimmed");
    }

    /**
     * Fails with {@link org.securecontext.proxy.redis.StorageUnavailable} unless enough replicas hold all that was written before {@link
     * #ensure} was called last.
     */
    void confirmedByReplicas() {
        connection.confirmedByReplicas(keys.outbox());
    }

    @Override
    public void close() {
        connection.close();
    }

    @SuppressWarnings("unchecked") // the client takes its one offset as generic varargs
    private boolean awaitEntry() {
        XReadArgs arguments =
                XReadArgs.Builder.count(1).block(settings.renewal().toMillis());
        return !connection
                .commands()
                .xread(arguments, StreamOffset.from(keys.outbox(), "0-0"))
                .isEmpty();
    }

    private ScriptReply lease(String held) {
        return connection.run(LEASE, List.of(keys.publisher(), keys.fence()), List.of(replica, leaseMillis(), held));
    }

    private String leaseMillis() {
        return Long.toString(settings.lease().toMillis());
    }
}
