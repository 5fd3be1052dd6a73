package org.securecontext.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.HashedWheelTimer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.securecontext.events.Shard;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The least that any retrieval with evidence does: a WebFlux route that runs one script, which reads a hash, counts and
 * appends 300 bytes to a stream, and answers as much JSON as the gateway. No keys, no rate limit, no encryption, no Kafka.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BareRoute {

    /** The hash that the script reads, of this size per field. */
    static final String TOKEN = "t".repeat(120);

    private static final String SCRIPT = """
            local fields = redis.call('HMGET', KEYS[1], 'token', 'scope', 'provider', 'owner', 'due')
            local sequence = redis.call('INCR', KEYS[2])
            redis.call('XADD', KEYS[3], 'MAXLEN', '~', 10000, '*', 'sequence', sequence, 'event', ARGV[1])
            return fields
            """;
    private static final String EVENT = "e".repeat(300);
    private static final int TICK_MILLIS = 10;
    private static final String REST = ",\"padding\":\"" + "p".repeat(600) + "\"}";

    /** Arguments: the Redis URL and the port. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("bare.redis", arguments[0]);
        SpringApplication application = new SpringApplication(BareRoute.class);
        application.setLogStartupInfo(false);
        var context = application.run(
                "--server.port=" + arguments[1],
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn");
        JavaChild.readyUntilClosed();
        context.close();
    }

    /** As the gateway's. At the client's own tick of 100 ms, answered commands fill this heap, and collections take a third. */
    @Bean(destroyMethod = "stop")
    HashedWheelTimer redisCommandTimer() {
        return new HashedWheelTimer(TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Bean(destroyMethod = "shutdown")
    ClientResources redisClientResources(HashedWheelTimer redisCommandTimer) {
        return ClientResources.builder()
                .timer(redisCommandTimer)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
    }

    @Bean(destroyMethod = "close")
    StatefulRedisConnection<String, String> connection(ClientResources resources) {
        StatefulRedisConnection<String, String> connection =
                RedisClient.create(resources, System.getProperty("bare.redis")).connect();
        for (Shard shard : Shard.all()) {
            String key = key(shard, "session");
            Long unused = connection.sync().hset(key, Map.of("token", TOKEN, "scope", "read"));
        }
        return connection;
    }

    @Bean
    RouterFunction<ServerResponse> route(StatefulRedisConnection<String, String> connection) {
        String digest = connection.sync().scriptLoad(SCRIPT);
        return RouterFunctions.route()
                .GET("/api/tokens/{id}", request -> answer(connection, digest, request))
                .build();
    }

    private static Mono<ServerResponse> answer(
            StatefulRedisConnection<String, String> connection, String digest, ServerRequest request) {
        Shard shard = Shard.of(request.pathVariable("id"));
        String[] keys = {key(shard, "session"), key(shard, "sequence"), key(shard, "outbox")};
        return connection
                .reactive()
                .<List<Object>>evalsha(digest, ScriptOutputType.MULTI, keys, EVENT)
                .next()
                .flatMap(fields -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"access_token\":\"" + fields.get(0) + "\"" + REST));
    }

    private static String key(Shard shard, String name) {
        return "bare:" + shard.hashTag() + ":" + name;
    }
}
