package org.securecontext.proxy.ratelimit;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The permits that this replica holds for one agent until their window ends. */
final class Lease {

    private final RateLimit limit;
    private long held;
    private long leftToLease;
    private long endsAtNanos;
    private boolean open;
    private @Nullable Mono<Void> refill;

    Lease(RateLimit limit) {
        this.limit = limit;
    }

    /** A verdict from what is held; null when more has to be leased first. */
    synchronized @Nullable Permit take(long nowNanos) {
        if (!open || nowNanos - endsAtNanos >= 0) {
            return null;
        }
        if (held == 0) {
            return leftToLease > 0 ? null : permit(false, nowNanos);
        }
        held--;
        return permit(true, nowNanos);
    }

    /** One refill at a time; everybody who waits for it shares it. */
    synchronized Mono<Void> refill(Supplier<Mono<Grant>> source) {
        if (refill == null) {
            refill = source.get()
                    .map(this::accept)
                    .then()
                    .doFinally(end -> refilled())
                    .cache();
        }
        return refill;
    }

    boolean isOf(RateLimit other) {
        return limit.equals(other);
    }

    private synchronized Grant accept(Grant grant) {
        boolean sameWindow =
                open && grant.endsAtNanos() - endsAtNanos < limit.window().toNanos() / 2;
        held = grant.permits() + (sameWindow ? held : 0);
        leftToLease = grant.leftToLease();
        endsAtNanos = grant.endsAtNanos();
        open = true;
        return grant;
    }

    private synchronized void refilled() {
        refill = null;
    }

    private Permit permit(boolean granted, long nowNanos) {
        return new Permit(granted, limit, held + leftToLease, Duration.ofNanos(Math.max(0, endsAtNanos - nowNanos)));
    }

    /**
     * What Redis gave.
     *
     * @param endsAtNanos when its window ends, counted from before Redis was asked, and so never too late
     */
    record Grant(long permits, long leftToLease, long endsAtNanos) {}
}
