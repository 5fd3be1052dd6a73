package org.securecontext.proxy.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.RedisConnections.Dedicated;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Component;

/** Which replicas live, and which shards fall to this one: all replicas see the same list and deal it out in turn. */
@Component
class ReplicaRoster {

    private static final Script PRESENCE = Script.load("replica-presence");
    private static final List<String> KEYS = List.of(new ShardKeys(Shard.all().get(0)).replicas());

    private final ShardOutboxes outboxes;
    private final PublisherSettings settings;

    ReplicaRoster(ShardOutboxes outboxes, PublisherSettings settings) {
        this.outboxes = outboxes;
        this.settings = settings;
    }

    /** Says that this replica lives and learns its shards. Fails with Lettuce's exceptions when Redis does. */
    Set<Shard> shardsOfThisReplica(Dedicated connection) {
        List<String> replicas = present(connection, "");
        int place = replicas.indexOf(outboxes.replica());
        return Shard.all().stream()
                .filter(shard -> shard.number() % replicas.size() == place)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Says that this replica goes; how many are left. */
    int leave(Dedicated connection) {
        return present(connection, "1").size();
    }

    private List<String> present(Dedicated connection, String leaving) {
        Duration silence = settings.lease();
        return connection
                .run(PRESENCE, KEYS, List.of(outboxes.replica(), Long.toString(silence.toMillis()), leaving))
                .texts(1);
    }
}
