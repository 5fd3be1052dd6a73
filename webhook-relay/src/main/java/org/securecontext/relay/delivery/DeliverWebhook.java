package org.securecontext.relay.delivery;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes one attempt: signs, posts, and repeats transient faults within the attempt as the endpoint's Retry of
 * Resilience4j says. The endpoint's timeout covers all of it, and its rate limit counts each of them.
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

    /** Signs the attempt's request, which goes out when it is told to. */
    public SignedAttempt sign(AttemptRequest request) {
        WebhookRequest webhook = signWebhook.sign(request.endpoint(), request.event(), request.job());
        return () -> send(request, webhook);
    }

    private CompletableFuture<AttemptResult> send(AttemptRequest request, WebhookRequest webhook) {
        Instant startedAt = clock.instant();
        long start = System.nanoTime();
        Duration timeout = request.endpoint().target().timeout();
        Retry retry = retries.retry(request.endpoint().id().value());
        Tries tries = new Tries(request, webhook, start + timeout.toNanos());
        return retry.executeCompletionStage(timer, tries::next)
                .toCompletableFuture()
                .thenApply(
                        outcome -> new AttemptResult(outcome, startedAt, Duration.ofNanos(System.nanoTime() - start)));
    }

    /** The tries of one attempt, one after the other. */
    private final class Tries {

        private final AttemptRequest request;
        private final WebhookRequest webhook;
        private final long deadline;
        private volatile @Nullable DeliveryOutcome last;

        Tries(AttemptRequest request, WebhookRequest webhook, long deadline) {
            this.request = request;
            this.webhook = webhook;
            this.deadline = deadline;
        }

        /** Posts; a repeat for which the endpoint's rate has no room leaves the outcome as it was. */
        CompletionStage<DeliveryOutcome> next() {
            DeliveryOutcome known = last;
            if (known != null && !request.mayRepeat().getAsBoolean()) {
                return CompletableFuture.completedFuture(known);
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            return left.isNegative() || left.isZero()
                    ? CompletableFuture.completedFuture(
                            new DeliveryOutcome.RetryLater(null, FailureReason.TIMEOUT, null))
                    : client.post(webhook, left).thenApply(this::keep);
        }

        private DeliveryOutcome keep(DeliveryOutcome outcome) {
            last = outcome;
            return outcome;
        }
    }
}
