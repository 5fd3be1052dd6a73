package org.securecontext.endtoend.gateway;

import java.io.IOException;
import org.securecontext.events.Shard;
import org.securecontext.localstack.backends.RedisConnection;
import org.securecontext.localstack.backends.RedisProcess;

/** The denied calls that Redis counts, by agent and minute, until the gateway writes their events. */
public final class DenialCounts {

    private static final String END_THE_MINUTE = """
            local counts = redis.call('HGETALL', KEYS[1])
            for i = 1, #counts, 2 do
              redis.call('HDEL', KEYS[1], counts[i])
              redis.call('HINCRBY', KEYS[1], string.match(counts[i], '^(.+):') .. ':0', counts[i + 1])
            end
            """;

    private final RedisProcess redis;

    DenialCounts(RedisProcess redis) {
        this.redis = redis;
    }

    /** Puts all counts into a minute that is long over, so that nobody has to wait for the end of this one. */
    public void endTheMinute() throws IOException {
        try (RedisConnection connection = redis.connect()) {
            for (Shard shard : Shard.all()) {
                connection.order("EVAL", END_THE_MINUTE, "1", key(shard));
            }
        }
    }

    /** Whether every count is an event. */
    public boolean areWritten() throws IOException {
        long open = 0;
        try (RedisConnection connection = redis.connect()) {
            for (Shard shard : Shard.all()) {
                open += Long.parseLong(connection.call("HLEN", key(shard)));
            }
        }
        return open == 0;
    }

    private static String key(Shard shard) {
        return "scp:" + shard.hashTag() + ":denials";
    }
}
