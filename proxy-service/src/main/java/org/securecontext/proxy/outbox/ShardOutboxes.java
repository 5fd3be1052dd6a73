package org.securecontext.proxy.outbox;

import java.util.UUID;
import org.securecontext.events.Shard;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.redis.RedisConnections;
import org.springframework.stereotype.Component;

/** Opens the outboxes of shards under this replica's name, which is made anew at each start. */
@Component
class ShardOutboxes {

    private final RedisConnections connections;
    private final PublisherSettings settings;
    private final GatewayAddress address;
    private final String replica = UUID.randomUUID().toString();

    ShardOutboxes(RedisConnections connections, PublisherSettings settings, GatewayAddress address) {
        this.connections = connections;
        this.settings = settings;
        this.address = address;
    }

    /** The name under which this replica takes leases. */
    String replica() {
        return replica;
    }

    /** A shard's outbox on a connection of its own; fails with Lettuce's exceptions when Redis cannot be reached. */
    ShardOutbox open(Shard shard) {
        return new ShardOutbox(connections.open(), shard, address.base(), settings, replica);
    }
}
