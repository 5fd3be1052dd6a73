package org.securecontext.proxy.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.securecontext.proxy.vault.StorageFacts;
import org.securecontext.proxy.vault.StorageStats;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the gauges of the outbox and of the sessions up to date. */
@Component
class OutboxObserver implements SmartLifecycle {

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final StorageStats stats;
    private final OutboxMeters meters;
    private @Nullable Disposable loop;

    OutboxObserver(StorageStats stats, OutboxMeters meters) {
        this.stats = stats;
        this.meters = meters;
    }

    @Override
    public synchronized void start() {
        loop = Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .concatMap(tick -> look())
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        Disposable running = loop;
        loop = null;
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return loop != null;
    }

    /** While Redis is away the gauges stay as they were; its health tells. */
    private Mono<Void> look() {
        return stats.read()
                .doOnNext(this::observed)
                .onErrorComplete(StorageUnavailable.class)
                .then();
    }

    private void observed(StorageFacts facts) {
        meters.observed(facts.sessions(), facts.outboxDepth(), facts.outboxOldest());
    }
}
