package org.securecontext.proxy.outbox;

import java.time.Duration;
import org.securecontext.proxy.redis.PeriodicWork;
import org.securecontext.proxy.vault.StorageFacts;
import org.securecontext.proxy.vault.StorageStats;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the gauges of the outbox and of the sessions up to date. */
@Component
class OutboxObserver extends PeriodicWork {

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final StorageStats stats;
    private final OutboxMeters meters;

    OutboxObserver(StorageStats stats, OutboxMeters meters) {
        super(Duration.ZERO, LOOK);
        this.stats = stats;
        this.meters = meters;
    }

    /** While Redis is away the gauges stay as they were; its health tells. */
    @Override
    protected Mono<Void> round() {
        return stats.read().doOnNext(this::observed).then();
    }

    private void observed(StorageFacts facts) {
        meters.observed(facts.sessions(), facts.outboxDepth(), facts.outboxOldest());
    }
}
