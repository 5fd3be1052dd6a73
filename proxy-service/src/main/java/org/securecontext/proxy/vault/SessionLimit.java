package org.securecontext.proxy.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.securecontext.events.Shard;
import org.securecontext.proxy.redis.Script;
import org.securecontext.proxy.redis.ScriptReply;
import org.securecontext.proxy.redis.ScriptRunner;
import org.securecontext.proxy.redis.ShardKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code SCP_MAX_CONCURRENT_SESSIONS}: counted over all shards just before a session is stored. Sessions whose end has come
 * do not count. Creations that run at the same moment may pass the limit by their number, since no script sees two shards.
 */
@Component
class SessionLimit {

    private static final Logger log = LoggerFactory.getLogger(SessionLimit.class);
    private static final Script COUNT_LIVE = Script.load("count-live");
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final ScriptRunner scripts;
    private final VaultSettings settings;
    private final Clock clock;
    private final AtomicReference<Instant> lastLogged = new AtomicReference<>(Instant.MIN);

    SessionLimit(ScriptRunner scripts, VaultSettings settings, Clock clock) {
        this.scripts = scripts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether one more session may be stored. */
    Mono<Boolean> hasRoom() {
        if (settings.maxConcurrentSessions() == 0) {
            return Mono.just(true);
        }
        return Flux.fromIterable(Shard.all())
                .flatMap(this::live)
                .reduce(0L, Long::sum)
                .map(this::isBelow);
    }

    private Mono<Long> live(Shard shard) {
        return scripts.run(COUNT_LIVE, List.of(new ShardKeys(shard).due()), List.of())
                .map(SessionLimit::count);
    }

    private static long count(ScriptReply reply) {
        return reply.number(1);
    }

    private boolean isBelow(long live) {
        boolean below = live < settings.maxConcurrentSessions();
        if (!below) {
            logOnceAMinute(live);
        }
        return below;
    }

    private void logOnceAMinute(long live) {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(lastLogged.get());
        boolean quiet = last.equals(Instant.MIN) || Duration.between(last, now).compareTo(QUIET) >= 0;
        if (quiet && lastLogged.compareAndSet(last, now)) {
            log.atWarn()
                    .addKeyValue("sessions", live)
                    .addKeyValue("limit", settings.maxConcurrentSessions())
                    .log("Token storage limit reached");
        }
    }
}
