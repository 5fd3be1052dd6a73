package org.securecontext.proxy.vault;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.securecontext.proxy.redis.Script;

/** A plain connection, for tests that send scripts themselves and look at what they left. */
final class RawRedis implements AutoCloseable {

    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    RawRedis(String url) {
        this.client = RedisClient.create(url);
        this.commands = client.connect().sync();
    }

    RedisCommands<String, String> commands() {
        return commands;
    }

    Reply run(Script script, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        try {
            return Reply.of(commands.evalsha(script.sha1(), ScriptOutputType.MULTI, keyArray, values));
        } catch (RedisNoScriptException e) {
            return Reply.of(commands.eval(script.source(), ScriptOutputType.MULTI, keyArray, values));
        }
    }

    boolean fails(Script script, List<String> keys, List<String> arguments) {
        try {
            return run(script, keys, arguments).parts().isEmpty();
        } catch (RedisCommandExecutionException e) {
            return true;
        }
    }

    List<Map<String, String>> outbox(String key) {
        return commands.xrange(key, Range.unbounded()).stream()
                .map(StreamMessage::getBody)
                .toList();
    }

    String describe(String key) {
        return switch (commands.type(key)) {
            case "hash" -> new TreeMap<>(commands.hgetall(key)).toString();
            case "zset" -> commands.zrangeWithScores(key, 0, -1).toString();
            case "stream" -> commands.xrange(key, Range.unbounded()).toString();
            case "set" -> commands.smembers(key).toString();
            default -> String.valueOf(commands.get(key));
        };
    }

    @Override
    public void close() {
        client.shutdown();
    }

    /** What a script returned. */
    record Reply(List<String> parts) {

        static Reply of(List<?> raw) {
            return new Reply(raw.stream().map(String::valueOf).toList());
        }

        /** Without the time of the answer, which retrieve returns last. */
        List<String> withoutNow(String script) {
            return script.equals("retrieve") ? parts.subList(0, parts.size() - 1) : parts;
        }

        String outcome() {
            return parts.get(0);
        }
    }
}
