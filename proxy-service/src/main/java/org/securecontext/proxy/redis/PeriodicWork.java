package org.securecontext.proxy.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work on Redis that comes round again and again while the service runs. A round starts when its time has come and the last
 * one is over. One that fails is logged and the next is due as ever: no fault of a single round ends the work for good.
 */
public abstract class PeriodicWork implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PeriodicWork.class);

    private final Duration delay;
    private final Duration interval;
    private @Nullable Disposable rounds;

    /** Work whose first round comes after the delay and each further one after another interval. */
    protected PeriodicWork(Duration delay, Duration interval) {
        this.delay = delay;
        this.interval = interval;
    }

    /** One round; nothing of it happens before it is subscribed to. */
    protected abstract Mono<Void> round();

    @Override
    public final synchronized void start() {
        if (rounds == null) {
            rounds = Flux.interval(delay, interval)
                    .onBackpressureDrop()
                    .concatMap(tick -> safeRound())
                    .subscribe();
        }
    }

    @Override
    public final synchronized void stop() {
        Disposable running = rounds;
        rounds = null;
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return rounds != null;
    }

    private Mono<Void> safeRound() {
        return Mono.defer(this::round).onErrorResume(failure -> {
            Exceptions.unwrapMultiple(failure).forEach(this::report);
            return Mono.empty();
        });
    }

    /** Of an unforeseen exception without its message: what it quotes is not known. */
    private void report(Throwable failure) {
        if (failure instanceof StorageUnavailable) {
            log.atWarn()
                    .addKeyValue("work", getClass().getSimpleName())
                    .addKeyValue("error", failure.getMessage())
                    .log("Periodic work waits for Redis");
            return;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        log.atError()
                .addKeyValue("work", getClass().getSimpleName())
                .addKeyValue("error", failure.getClass().getName())
                .addKeyValue("at", trace.length == 0 ? "" : trace[0].toString())
                .log("A round of periodic work failed");
    }
}
