package org.securecontext.benchmarks;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;

/**
 * Load at a fixed rate, whether or not answers come in time. A latency counts from the moment when the call was due, so
 * that a stall of the server is not left out.
 */
final class OpenLoop implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final int DIGITS = 3;

    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .build())
            .build();

    OpenLoop() {
        client.start();
    }

    /** What came of it: latencies in microseconds of the calls answered with 200, and how many were not. */
    record Result(Histogram micros, long failed) {

        double percentileMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /** Sends the calls {@code 0, 1, 2, …} at this rate for this long, and waits for all answers. */
    Result run(double perSecond, Duration duration, IntFunction<SimpleHttpRequest> calls) {
        int count = (int) (perSecond * duration.toMillis() / 1_000);
        Histogram micros = new ConcurrentHistogram(DIGITS);
        AtomicLong failed = new AtomicLong();
        Phaser open = new Phaser(1);
        long start = System.nanoTime();
        for (int call = 0; call < count; call++) {
            long due = start + (long) (call * 1e9 / perSecond);
            awaitNanoTime(due);
            int unused = open.register();
            execute(calls.apply(call), due, micros, failed, open);
        }
        int unused = open.arriveAndAwaitAdvance();
        return new Result(micros, failed.get());
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }

    private void execute(SimpleHttpRequest request, long due, Histogram micros, AtomicLong failed, Phaser open) {
        var unused = client.execute(request, new FutureCallback<SimpleHttpResponse>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                if (response.getCode() == 200) {
                    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
                } else {
                    failed.incrementAndGet();
                }
                int unused = open.arriveAndDeregister();
            }

            @Override
            public void failed(Exception cause) {
                failed.incrementAndGet();
                int unused = open.arriveAndDeregister();
            }

            @Override
            public void cancelled() {
                failed.incrementAndGet();
                int unused = open.arriveAndDeregister();
            }
        });
    }

    static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
