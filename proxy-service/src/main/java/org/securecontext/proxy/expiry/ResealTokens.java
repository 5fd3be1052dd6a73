package org.securecontext.proxy.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.securecontext.events.Shard;
import org.securecontext.events.keys.UnsealException;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.sealing.TokenCipher;
import org.securecontext.proxy.sealing.TokenPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings the stored tokens of a shard under the key that encrypts now. */
@Component
class ResealTokens {

    private static final Logger log = LoggerFactory.getLogger(ResealTokens.class);
    private static final Script PAGE = Script.load("sealed-page");
    private static final Script RESEAL = Script.load("reseal");
    private static final String PAGE_SIZE = "200";
    private static final int AT_ONCE = 8;

    private final ScriptRunner scripts;
    private final TokenCipher cipher;
    private final Counter resealed;
    private final Counter unreadable;

    ResealTokens(ScriptRunner scripts, TokenCipher cipher, MeterRegistry meters) {
        this.scripts = scripts;
        this.cipher = cipher;
        this.resealed = meters.counter("scp.tokens.resealed");
        this.unreadable = meters.counter("scp.tokens.unreadable", "reason", "sweep");
    }

    /** Goes through the shard page by page. A token that cannot be opened is logged and left as it is. */
    Mono<Void> in(Shard shard) {
        return page(shard, "-1", "")
                .expand(reply ->
                        reply.optionalText(1) == null ? Mono.empty() : page(shard, reply.text(1), reply.text(2)))
                .concatMap(reply -> tokens(reply).flatMap(this::reseal, AT_ONCE))
                .then();
    }

    private Mono<ScriptReply> page(Shard shard, String score, String id) {
        return scripts.run(PAGE, List.of(new ShardKeys(shard).due()), List.of(score, id, PAGE_SIZE));
    }

    private Flux<Stored> tokens(ScriptReply reply) {
        return Flux.fromStream(IntStream.range(3, reply.size())
                        .mapToObj(reply::list)
                        .flatMap(parts -> {
                            SessionId id = new SessionId(parts.get(0));
                            ProviderName provider = new ProviderName(parts.get(1));
                            AgentId owner = new AgentId(parts.get(2));
                            return List.of(
                                    new Stored(TokenPlace.access(id, provider, owner), parts.get(3)),
                                    new Stored(TokenPlace.refresh(id, provider, owner), parts.get(4)))
                                    .stream();
                        }))
                .filter(stored -> !stored.text().isEmpty() && !cipher.isCurrent(stored.text()));
    }

    private Mono<ScriptReply> reseal(Stored stored) {
        TokenPlace place = stored.place();
        String sealedAnew;
        try {
            sealedAnew = cipher.seal(cipher.open(stored.text(), place), place);
        } catch (UnsealException e) {
            unreadable.increment();
            log.atError()
                    .addKeyValue("sessionId", place.sessionId())
                    .addKeyValue("error", e.reason())
                    .log("A stored token cannot be opened");
            return Mono.empty();
        }
        String key = new ShardKeys(place.sessionId().shard())
                .session(place.sessionId().value());
        String field = place.field().name().toLowerCase(Locale.ROOT);
        return scripts.run(RESEAL, List.of(key), List.of(field, stored.text(), sealedAnew))
                .doOnNext(this::count);
    }

    private void count(ScriptReply reply) {
        if (reply.outcome().equals("resealed")) {
            resealed.increment();
        }
    }

    private record Stored(TokenPlace place, String text) {}
}
