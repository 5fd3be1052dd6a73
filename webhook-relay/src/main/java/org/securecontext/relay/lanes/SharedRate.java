package org.securecontext.relay.lanes;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;

/**
 * This process's part of an endpoint's rate limit: as much of it as the lane owns of the partitions. A limiter works in
 * short periods, and two periods' permits can be used side by side. So that no second ever sees more requests than the part,
 * the rate is lowered by that much or, where a period has one permit alone, permits keep a distance.
 */
final class SharedRate {

    private static final int PERIODS = 20;
    private static final double SECOND_NANOS = 1_000_000_000;

    private final String name;
    private final Supplier<@Nullable Double> limit;
    private final BooleanSupplier also;
    private final RateLimiterRegistry registry;
    private @Nullable RateLimiter limiter;
    private @Nullable Double shared;
    private long distance;
    private long acquiredAt;

    SharedRate(String name, Supplier<@Nullable Double> limit, RateLimiterRegistry registry) {
        this(name, limit, registry, () -> true);
    }

    /** A rate each of whose permits needs another one besides, such as one of the endpoint's own rate. */
    SharedRate(String name, Supplier<@Nullable Double> limit, RateLimiterRegistry registry, BooleanSupplier also) {
        this.name = name;
        this.limit = limit;
        this.also = also;
        this.registry = registry;
        this.limiter = registry.find(name).orElse(null);
        this.acquiredAt = System.nanoTime() - Long.MAX_VALUE / 2;
    }

    /** Takes a permit if there is one now; called by any thread. */
    synchronized boolean acquire() {
        RateLimiter now = limiter;
        if (now == null) {
            return also.getAsBoolean();
        }
        if (System.nanoTime() - acquiredAt < distance || !now.acquirePermission() || !also.getAsBoolean()) {
            return false;
        }
        acquiredAt = System.nanoTime();
        return true;
    }

    /** Adapts the part to the number of owned partitions and to a limit that was changed. */
    synchronized void shareFor(int ownedPartitions) {
        Double whole = limit.get();
        Double part = whole == null || ownedPartitions == 0 ? null : whole * ownedPartitions / Shard.COUNT;
        if (part == null ? shared == null : part.equals(shared)) {
            return;
        }
        shared = part;
        limiter = part == null ? null : limiter(part);
    }

    /** Takes the limiter out of the registry, with its meters. */
    synchronized void close() {
        if (limiter != null) {
            registry.remove(name);
        }
    }

    private RateLimiter limiter(double perSecond) {
        int permits = Math.max(1, (int) (perSecond / PERIODS));
        distance = permits == 1 ? (long) (SECOND_NANOS / perSecond) : 0;
        double slowed = permits == 1 ? perSecond : perSecond - permits;
        registry.remove(name);
        return registry.rateLimiter(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(Duration.ofNanos((long) (permits / slowed * SECOND_NANOS)))
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }
}
