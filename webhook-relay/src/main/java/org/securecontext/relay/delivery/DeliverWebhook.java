package org.securecontext.relay.delivery;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.stereotype.Component;

/**
 * Makes one attempt: signs, posts, and repeats transient faults within the attempt as the endpoint's Retry of
 * Resilience4j says. The endpoint's timeout covers all of it.
 */
@Component
public final class DeliverWebhook {

    private final SignWebhook signWebhook;
    private final EndpointClient client;
    private final RetryRegistry retries;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    /** Attempts through this client; repeats wait on the timer. */
    public DeliverWebhook(
            SignWebhook signWebhook,
            EndpointClient client,
            RetryRegistry retries,
            ScheduledExecutorService timer,
            Clock clock) {
        this.signWebhook = signWebhook;
        this.client = client;
        this.retries = retries;
        this.timer = timer;
        this.clock = clock;
    }

    /** Attempts; the future never fails because of the endpoint. */
    public CompletableFuture<AttemptResult> deliver(AttemptRequest request) {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        Duration timeout = request.endpoint().target().timeout();
        long deadline = start + timeout.toNanos();
        WebhookRequest webhook = signWebhook.sign(request.endpoint(), request.event(), request.job());
        Retry retry = retries.retry(request.endpoint().id().value());
        return retry.executeCompletionStage(timer, () -> post(webhook, deadline))
                .toCompletableFuture()
                .thenApply(
                        outcome -> new AttemptResult(outcome, startedAt, Duration.ofNanos(System.nanoTime() - start)));
    }

    private CompletionStage<DeliveryOutcome> post(WebhookRequest webhook, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.isNegative() || left.isZero()
                ? CompletableFuture.completedFuture(new DeliveryOutcome.RetryLater(null, FailureReason.TIMEOUT, null))
                : client.post(webhook, left);
    }
}
