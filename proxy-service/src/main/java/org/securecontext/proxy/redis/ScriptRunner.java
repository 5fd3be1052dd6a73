package org.securecontext.proxy.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
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
        return Mono.defer(() -> evalsha(script, keyArray, values))
                .onErrorResume(RedisNoScriptException.class, unknown -> eval(script, keyArray, values))
                .onErrorMap(ScriptRunner::isOfStorage, failure -> new StorageUnavailable(script.name(), failure))
                .map(ScriptReply::new);
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

    private Mono<List<Object>> evalsha(Script script, String[] keys, String[] values) {
        return Mono.fromCompletionStage(
                connections.shared().evalsha(script.sha1(), ScriptOutputType.MULTI, keys, values));
    }

    private Mono<List<Object>> eval(Script script, String[] keys, String[] values) {
        return Mono.fromCompletionStage(
                connections.shared().eval(script.source(), ScriptOutputType.MULTI, keys, values));
    }
}
