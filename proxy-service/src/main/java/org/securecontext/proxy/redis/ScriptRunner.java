package org.securecontext.proxy.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs scripts on the shared connection. */
@Component
public class ScriptRunner {

    private final RedisConnections connections;
    private final ReplicaBarrier barrier;

    ScriptRunner(RedisConnections connections, ReplicaBarrier barrier) {
        this.connections = connections;
        this.barrier = barrier;
    }

    /**
     * Runs a script when the mono is subscribed to: EVALSHA, and EVAL where Redis does not know it yet. The keys share one
     * hash tag. The client library may send it again on reconnect, so a script has to be idempotent.
     *
     * @return the reply; fails with {@link StorageUnavailable} when Redis cannot be reached or refuses
     */
    public Mono<ScriptReply> run(Script script, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        return Mono.fromFuture(() -> new Call(script, keyArray, values).start());
    }

    /** Like {@link #run}, and answers only when {@code SCP_REDIS_MIN_REPLICAS} replicas hold what the script wrote. */
    public Mono<ScriptReply> runDurably(Script script, List<String> keys, List<String> arguments) {
        return runDurably(script, keys, arguments, reply -> true);
    }

    /** Like {@link #runDurably(Script, List, List)}, and waits for no replica when it replied that it wrote nothing. */
    public Mono<ScriptReply> runDurably(
            Script script, List<String> keys, List<String> arguments, Predicate<ScriptReply> wrote) {
        Mono<ScriptReply> reply = run(script, keys, arguments);
        return barrier.asksReplicas()
                ? reply.delayUntil(said -> wrote.test(said) ? barrier.confirm(keys.get(0)) : Mono.empty())
                : reply;
    }

    /** The client library passes the fault of a broken connection on as it is, in no exception of its own. */
    static boolean isOfStorage(Throwable failure) {
        return failure instanceof RedisException || failure instanceof IOException;
    }

    /** One run. Its steps are the future's: as operators they would cost each call more than they do. */
    private final class Call {

        private final Script script;
        private final String[] keys;
        private final String[] values;
        private final CompletableFuture<ScriptReply> reply = new CompletableFuture<>();

        private Call(Script script, String[] keys, String[] values) {
            this.script = script;
            this.keys = keys;
            this.values = values;
        }

        private CompletableFuture<ScriptReply> start() {
            send(redis -> redis.evalsha(script.sha1(), ScriptOutputType.MULTI, keys, values), this::evaluated);
            return reply;
        }

        private void evaluated(@Nullable List<Object> parts, @Nullable Throwable failure) {
            if (failure instanceof RedisNoScriptException) {
                send(redis -> redis.eval(script.source(), ScriptOutputType.MULTI, keys, values), this::ended);
            } else {
                ended(parts, failure);
            }
        }

        private void ended(@Nullable List<Object> parts, @Nullable Throwable failure) {
            var unused = failure == null
                    ? reply.complete(new ScriptReply(parts == null ? List.of() : parts))
                    : reply.completeExceptionally(
                            isOfStorage(failure) ? new StorageUnavailable(script.name(), failure) : failure);
        }

        private void send(Command command, BiConsumer<@Nullable List<Object>, @Nullable Throwable> next) {
            try {
                var unused = command.sendTo(connections.shared()).whenComplete(next);
            } catch (RuntimeException e) {
                // Whatever it is: a reply that never comes would hold its caller for ever.
                ended(null, e);
            }
        }
    }

    private interface Command {

        RedisFuture<List<Object>> sendTo(RedisClusterAsyncCommands<String, String> redis);
    }
}
