package org.securecontext.endtoend.canary;

import java.io.IOException;
import java.util.List;
import org.securecontext.localstack.backends.RedisConnection;

/** Reads all keys with all values, whatever their type. */
final class RedisValues {

    private RedisValues() {}

    static String all(RedisConnection connection) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String key : lines(connection.call("KEYS", "*"))) {
            String type = connection.call("TYPE", key);
            text.append(key).append('\n').append(value(connection, key, type)).append('\n');
        }
        return text.toString();
    }

    private static String value(RedisConnection connection, String key, String type) throws IOException {
        return switch (type) {
            case "string" -> connection.call("GET", key);
            case "hash" -> connection.call("HGETALL", key);
            case "list" -> connection.call("LRANGE", key, "0", "-1");
            case "set" -> connection.call("SMEMBERS", key);
            case "zset" -> connection.call("ZRANGE", key, "0", "-1", "WITHSCORES");
            case "stream" -> connection.call("XRANGE", key, "-", "+");
            case "none" -> "";
            default -> throw new IOException("A value of unknown type " + type + " at " + key);
        };
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
