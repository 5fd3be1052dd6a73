package org.securecontext.proxy.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What {@code SCP_REDIS_URL} says: which servers, in which arrangement, with or without TLS. */
record RedisAddress(RedisConfiguration configuration, boolean tls) {

    private static final List<String> CLUSTER_SCHEMES = List.of("redis-cluster://", "rediss-cluster://");

    /** Reads the URL, or refuses the start with a sentence that never repeats it (it may hold a password). */
    static RedisAddress parse(String url) {
        try {
            return CLUSTER_SCHEMES.stream().anyMatch(url::startsWith) ? cluster(url) : single(url);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(
                    List.of("SCP_REDIS_URL must be redis://host:port, rediss://host:port, redis-sentinel://host:port,…"
                            + "#master or redis-cluster://host:port,…"));
        }
    }

    private static RedisAddress single(String url) {
        RedisURI uri = RedisURI.create(url);
        return new RedisAddress(LettuceConnectionFactory.createRedisConfiguration(uri), uri.isSsl());
    }

    private static RedisAddress cluster(String url) {
        URI parsed = URI.create(url);
        String authority = parsed.getRawAuthority();
        if (authority == null) {
            throw new IllegalArgumentException("no host");
        }
        int at = authority.lastIndexOf('@');
        List<String> nodes = Arrays.stream(authority.substring(at + 1).split(",", -1))
                .map(node -> node.contains(":") ? node : node + ":6379")
                .toList();
        RedisClusterConfiguration configuration = new RedisClusterConfiguration(nodes);
        if (at > 0) {
            String credentials = authority.substring(0, at);
            int colon = credentials.indexOf(':');
            if (colon > 0) {
                configuration.setUsername(decoded(credentials.substring(0, colon)));
            }
            configuration.setPassword(decoded(credentials.substring(colon + 1)));
        }
        return new RedisAddress(configuration, url.startsWith("rediss"));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
