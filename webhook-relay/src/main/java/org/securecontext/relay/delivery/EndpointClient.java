package org.securecontext.relay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.util.Timeout;
import org.securecontext.relay.endpoints.BodyFormat;

/** Sends one request and says what came of it. One deadline covers connecting, sending and the last byte of the answer. */
public final class EndpointClient {

    private static final Map<BodyFormat, ContentType> CONTENT_TYPES = Map.of(
            BodyFormat.SCP, ContentType.APPLICATION_JSON.withCharset((String) null),
            BodyFormat.CLOUDEVENTS, ContentType.create("application/cloudevents+json"));

    private final CloseableHttpAsyncClient http;
    private final ScheduledExecutorService timer;
    private final Clock clock;

    /** A client on a started HTTP client without redirects, cookies and retries of its own. */
    public EndpointClient(CloseableHttpAsyncClient http, ScheduledExecutorService timer, Clock clock) {
        this.http = http;
        this.timer = timer;
        this.clock = clock;
    }

    /** Sends the request; the future never fails because of the endpoint. */
    public CompletableFuture<DeliveryOutcome> post(WebhookRequest webhook, Duration deadline) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Future<?> exchange = http.execute(
                new BasicRequestProducer(
                        request(webhook),
                        new BasicAsyncEntityProducer(webhook.body(), CONTENT_TYPES.get(webhook.format()))),
                new AnswerConsumer(answer),
                silentAtMost(deadline),
                new FailureForwarding(answer));
        Future<?> timeout = timer.schedule(
                () -> answer.completeExceptionally(new TimeoutException()), deadline.toMillis(), TimeUnit.MILLISECONDS);
        return answer.handle((received, failure) -> {
            timeout.cancel(false);
            if (!exchange.isDone()) {
                exchange.cancel(true);
            }
            return failure == null ? Outcomes.of(received, clock.instant()) : Outcomes.of(unwrapped(failure));
        });
    }

    /** What fails before an answer begins reaches only the exchange's callback. */
    private record FailureForwarding(CompletableFuture<Answer> answer) implements FutureCallback<Answer> {

        @Override
        public void completed(Answer result) {
            var unused = answer.complete(result);
        }

        @Override
        public void failed(Exception failure) {
            var unused = answer.completeExceptionally(failure);
        }

        @Override
        public void cancelled() {
            var unused = answer.completeExceptionally(new ConnectionClosedException());
        }
    }

    /**
     * Closes a connection that is silent for so long. {@code exchange.cancel} does so only on a new connection: on a kept one
     * the lease, which is over, takes the exchange's place among what is cancelled ({@code AsyncConnectExec}, httpclient5 5.5).
     */
    private static HttpClientContext silentAtMost(Duration deadline) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(Math.max(1, deadline.toMillis())))
                .build());
        return context;
    }

    private static BasicHttpRequest request(WebhookRequest webhook) {
        BasicHttpRequest request = new BasicHttpRequest(Method.POST, webhook.url());
        webhook.headers().forEach(request::setHeader);
        return request;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
