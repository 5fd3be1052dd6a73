package org.securecontext.relay.delivery;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * The real client, with the threads of one exchange in the order that a busy processor brings about now and then: the whole
 * answer is there before the thread that sends has come back, and that thread comes back before anybody is told of the
 * answer.
 */
final class OvertakenClient extends CloseableHttpAsyncClient {

    private volatile @Nullable CountDownLatch answered;
    private final CloseableHttpAsyncClient http;

    OvertakenClient(AsyncClientConnectionManager connections) {
        http = HttpAsyncClients.custom().setConnectionManager(connections).build();
    }

    /** The next exchange is overtaken by its answer; its connection must be one that is kept. */
    void overtakeNext() {
        answered = new CountDownLatch(1);
    }

    @Override
    protected <T> Future<T> doExecute(
            HttpHost target,
            AsyncRequestProducer producer,
            AsyncResponseConsumer<T> consumer,
            HandlerFactory<AsyncPushConsumer> pushes,
            HttpContext context,
            FutureCallback<T> callback) {
        HttpClientContext.cast(context).setRequestConfig(new WaitingConfig());
        CountDownLatch returned = new CountDownLatch(answered == null ? 0 : 1);
        Future<T> exchange = http.execute(target, producer, consumer, pushes, context, new FutureCallback<>() {
            @Override
            public void completed(T result) {
                CountDownLatch waited = answered;
                if (waited != null) {
                    waited.countDown();
                }
                await(returned);
                callback.completed(result);
            }

            @Override
            public void failed(Exception failure) {
                callback.failed(failure);
            }

            @Override
            public void cancelled() {
                callback.cancelled();
            }
        });
        returned.countDown();
        return exchange;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The other thread did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        http.start();
    }

    @Override
    public IOReactorStatus getStatus() {
        return http.getStatus();
    }

    @Override
    public void awaitShutdown(TimeValue waitTime) throws InterruptedException {
        http.awaitShutdown(waitTime);
    }

    @Override
    public void initiateShutdown() {
        http.initiateShutdown();
    }

    @Override
    @SuppressWarnings("deprecation")
    public void register(String hostname, String uriPattern, Supplier<AsyncPushConsumer> supplier) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(CloseMode mode) {
        http.close(mode);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** Is asked between sending and noting how to cancel. */
    private final class WaitingConfig extends RequestConfig {

        @Override
        public boolean isHardCancellationEnabled() {
            CountDownLatch awaited = answered;
            if (awaited != null) {
                await(awaited);
            }
            return true;
        }
    }
}
