package org.securecontext.proxy.refresh;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.redis.ScriptReply;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Renews a session's tokens, once for all callers of all replicas. The renewal runs by itself: callers wait for it, and
 * one that leaves cancels nothing.
 */
@Service
public class RefreshSession {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int JITTER_STEPS = 200;
    private static final double STEP = 0.001;

    private final FlightRecorder recorder;
    private final ProviderExchange exchange;
    private final Providers providers;
    private final RefreshSettings settings;
    private final Map<SessionId, Mono<RefreshResult>> flights = new ConcurrentHashMap<>();

    RefreshSession(FlightRecorder recorder, ProviderExchange exchange, Providers providers, RefreshSettings settings) {
        this.recorder = recorder;
        this.exchange = exchange;
        this.providers = providers;
        this.settings = settings;
    }

    /** How long before its end this session's access token is renewed: the margin less up to a fifth, by session. */
    public long marginMillis(SessionId id) {
        double share = 1 - Math.floorMod(id.hashCode(), JITTER_STEPS) * STEP;
        return (long) (settings.margin().toMillis() * share);
    }

    /**
     * Renews the tokens of this version, or waits for the renewal that is under way.
     *
     * @param validFor how long the old access token is still good; while it is, callers wait at most {@code
     *     SCP_REFRESH_PATIENCE}
     * @return what became of it; fails with {@link org.securecontext.proxy.redis.StorageUnavailable} when Redis does
     */
    public Mono<RefreshResult> refresh(SessionId id, long version, ProviderName providerName, Duration validFor) {
        Provider provider = providers.find(providerName);
        if (provider == null) {
            return Mono.just(RefreshResult.UNAVAILABLE);
        }
        Mono<RefreshResult> flight = flights.computeIfAbsent(id, key -> detached(key, version, provider));
        return validFor.compareTo(settings.patience()) > 0
                ? flight.timeout(settings.patience(), Mono.just(RefreshResult.TIMED_OUT))
                : flight;
    }

    /** Cached, so that it goes on when the callers that wait for it are gone. */
    private Mono<RefreshResult> detached(SessionId id, long version, Provider provider) {
        String holder = UUID.randomUUID().toString();
        Flight flight = new Flight(id, provider.name(), version, holder, provider.rotation());
        int looks = (int) settings.answerDeadline().dividedBy(LOOK_AGAIN) + 1;
        return attempt(flight, looks).doFinally(signal -> flights.remove(id)).cache();
    }

    private Mono<RefreshResult> attempt(Flight flight, int looks) {
        return recorder.intend(flight).flatMap(reply -> proceed(flight, reply, looks));
    }

    private Mono<RefreshResult> proceed(Flight flight, ScriptReply reply, int looks) {
        return switch (reply.outcome()) {
            case "go" -> exchange.run(flight, reply);
            case "busy" ->
                looks == 0
                        ? Mono.just(RefreshResult.TIMED_OUT)
                        : Mono.delay(LOOK_AGAIN).then(Mono.defer(() -> attempt(flight, looks - 1)));
            case "renewed" -> Mono.just(RefreshResult.RENEWED);
            case "refused", "gone" -> Mono.just(RefreshResult.REFUSED);
            case "audit_full" -> Mono.just(RefreshResult.AUDIT_FULL);
            default -> throw new IllegalStateException("Unknown outcome " + reply.outcome());
        };
    }
}
