package org.securecontext.proxy.refresh;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.providers.TokenAnswer;
import org.securecontext.proxy.redis.OutboxBound;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.sealing.TokenCipher;
import org.securecontext.proxy.sealing.TokenPlace;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Records in Redis what a flight is about to do and what came of it. */
@Component
class FlightRecorder {

    private static final Script INTENT = Script.load("refresh-intent");
    private static final Script KEEP = Script.load("refresh-keep");
    private static final Script STORE = Script.load("refresh-store");
    private static final Script SETTLE = Script.load("refresh-settle");
    private static final int LONGEST_SCOPE = 4096;

    private final ScriptRunner scripts;
    private final TokenCipher cipher;
    private final RefreshSettings settings;
    private final OutboxBound bound;

    FlightRecorder(ScriptRunner scripts, TokenCipher cipher, RefreshSettings settings, OutboxBound bound) {
        this.scripts = scripts;
        this.cipher = cipher;
        this.settings = settings;
        this.bound = bound;
    }

    /** Records the intent: {@code go owner refresh}, {@code busy}, {@code renewed}, {@code refused}, {@code gone}, {@code audit_full}. */
    Mono<ScriptReply> intend(Flight flight) {
        return scripts.runDurably(
                INTENT,
                keys(flight),
                List.of(
                        flight.sessionId().value(),
                        flight.holder(),
                        Long.toString(flight.version()),
                        millis(settings.flightLife()),
                        bound.asArgument(),
                        flight.rotation().rotates() ? "1" : "",
                        millis(flight.rotation().grace()),
                        millis(settings.answerDeadline()),
                        failed("no_answer")));
    }

    /** Keeps the flight alive for another while. */
    Mono<ScriptReply> keep(Flight flight) {
        List<String> keys = List.of(new ShardKeys(flight.sessionId().shard())
                .flight(flight.sessionId().value()));
        return scripts.run(KEEP, keys, List.of(flight.holder(), millis(settings.flightLife())));
    }

    /** Stores the provider's answer: {@code stored}, {@code superseded} or {@code gone}. */
    Mono<ScriptReply> store(Flight flight, AgentId owner, Secret oldRefreshToken, OAuth2AccessTokenResponse answer) {
        Secret access = new Secret(answer.getAccessToken().getTokenValue());
        OAuth2RefreshToken newRefresh = answer.getRefreshToken();
        boolean rotated = newRefresh != null && !newRefresh.getTokenValue().equals(oldRefreshToken.reveal());
        Duration life = TokenAnswer.lifetime(answer);
        String scope = String.join(" ", answer.getAccessToken().getScopes());
        return scripts.runDurably(
                STORE,
                keys(flight),
                List.of(
                        flight.sessionId().value(),
                        flight.holder(),
                        cipher.seal(access, TokenPlace.access(flight.sessionId(), flight.provider(), owner)),
                        rotated
                                ? cipher.seal(
                                        new Secret(newRefresh.getTokenValue()),
                                        TokenPlace.refresh(flight.sessionId(), flight.provider(), owner))
                                : "",
                        life == null ? "" : millis(life),
                        scope,
                        refreshed(scope, life, rotated)));
    }

    /** Records that no tokens came: {@code refused}, {@code later} or {@code unanswered}. */
    Mono<ScriptReply> settle(Flight flight, String how, String error) {
        return scripts.runDurably(
                SETTLE,
                keys(flight),
                List.of(
                        flight.sessionId().value(),
                        flight.holder(),
                        how,
                        millis(settings.retryDelay()),
                        failed(error)));
    }

    private static List<String> keys(Flight flight) {
        ShardKeys keys = new ShardKeys(flight.sessionId().shard());
        String id = flight.sessionId().value();
        return List.of(keys.session(id), keys.flight(id), keys.outbox(), keys.sequence());
    }

    private static String refreshed(String scope, @Nullable Duration life, boolean rotated) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (!scope.isEmpty()) {
            data.put("scope", scope.substring(0, Math.min(scope.length(), LONGEST_SCOPE)));
        }
        return data.put("expires_in", life == null ? null : life.toSeconds())
                .put("rotated", rotated)
                .toString();
    }

    private static String failed(String error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("reauthorization_required", true)
                .toString();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
