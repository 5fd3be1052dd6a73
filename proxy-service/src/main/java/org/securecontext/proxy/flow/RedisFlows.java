package org.securecontext.proxy.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.proxy.authorization.RedisAuthorizations;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps flows by the hash of their state, where every replica sees them. */
@Component
class RedisFlows {

    private static final Duration REPEAT_WINDOW = Duration.ofSeconds(60);
    private static final Script STORE = Script.load("flow-store");
    private static final Script CONSUME = Script.load("flow-consume");

    private final ScriptRunner scripts;

    RedisFlows(ScriptRunner scripts) {
        this.scripts = scripts;
    }

    /** Remembers a flow for ten minutes. */
    Mono<Void> store(String state, PendingFlow flow) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(RedisAuthorizations.LIFE.toMillis()));
        put(arguments, "provider", flow.provider().value());
        put(arguments, "browser", flow.browser());
        put(arguments, "owner", flow.owner().value());
        put(arguments, "scopes", String.join(" ", flow.scopes()));
        put(arguments, "request", flow.request() == null ? null : flow.request().value());
        put(arguments, "workflow", flow.workflowId());
        put(arguments, "redirect_uri", flow.redirectUri());
        put(arguments, "verifier", flow.codeVerifier());
        put(arguments, "nonce", flow.nonce());
        return scripts.run(STORE, key(state), arguments).then();
    }

    /** The flow of this state, for one caller only; empty when there is none or it was taken already. */
    Mono<PendingFlow> consume(String state) {
        List<String> arguments = List.of(UUID.randomUUID().toString(), Long.toString(REPEAT_WINDOW.toMillis()));
        return scripts.run(CONSUME, key(state), arguments)
                .filter(reply -> reply.outcome().equals("consumed"))
                .map(RedisFlows::read);
    }

    private static List<String> key(String state) {
        String hash = BrowserBinding.digest("state", state);
        return List.of(new ShardKeys(Shard.of(hash)).flow(hash));
    }

    private static void put(List<String> arguments, String field, @Nullable String value) {
        if (value != null) {
            arguments.add(field);
            arguments.add(value);
        }
    }

    private static PendingFlow read(ScriptReply reply) {
        List<String> texts = reply.texts(1);
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            fields.put(texts.get(i), texts.get(i + 1));
        }
        String scopes = fields.getOrDefault("scopes", "");
        return new PendingFlow(
                new ProviderName(required(fields, "provider")),
                required(fields, "browser"),
                RequestId.parse(fields.get("request")),
                new AgentId(required(fields, "owner")),
                scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")),
                fields.get("workflow"),
                fields.get("redirect_uri"),
                fields.get("verifier"),
                fields.get("nonce"));
    }

    private static String required(Map<String, String> fields, String field) {
        return Objects.requireNonNull(fields.get(field), field);
    }
}
