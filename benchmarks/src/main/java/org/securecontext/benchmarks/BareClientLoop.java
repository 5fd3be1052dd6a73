package org.securecontext.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;

/**
 * The least that any delivery does: the relay's HTTP client posts 700 bytes with the headers of a webhook, 64 at a time.
 * Nothing is read from Kafka, signed, logged or committed.
 */
final class BareClientLoop {

    private static final int IN_FLIGHT = 64;
    private static final String BODY = "{\"padding\":\"" + "b".repeat(686) + "\"}";

    private BareClientLoop() {}

    /** Argument: the address to post to. */
    public static void main(String[] arguments) throws IOException {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(IN_FLIGHT)
                        .setMaxConnPerRoute(IN_FLIGHT)
                        .build())
                .build()) {
            client.start();
            AtomicBoolean running = new AtomicBoolean(true);
            Thread loop = new Thread(() -> post(client, URI.create(arguments[0]), running), "loop");
            loop.setDaemon(true);
            loop.start();
            JavaChild.readyUntilClosed();
            running.set(false);
        }
    }

    private static void post(CloseableHttpAsyncClient client, URI address, AtomicBoolean running) {
        Semaphore free = new Semaphore(IN_FLIGHT);
        for (long number = 0; running.get(); number++) {
            free.acquireUninterruptibly();
            var unused = client.execute(request(address, number), new FutureCallback<SimpleHttpResponse>() {
                @Override
                public void completed(SimpleHttpResponse response) {
                    free.release();
                }

                @Override
                public void failed(Exception cause) {
                    free.release();
                }

                @Override
                public void cancelled() {
                    free.release();
                }
            });
        }
    }

    private static SimpleHttpRequest request(URI address, long number) {
        return SimpleRequestBuilder.post(address)
                .setHeader("webhook-id", "token_retrieved_" + number)
                .setHeader("webhook-timestamp", "1700000000")
                .setHeader("webhook-signature", "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=")
                .setHeader("X-SCP-Signature", "sha256=" + "0".repeat(64))
                .setHeader("X-SCP-Event-Type", "token_retrieved")
                .setHeader("User-Agent", "SecureContext-Protocol-Webhook/1.0")
                .setBody(BODY, ContentType.APPLICATION_JSON)
                .build();
    }
}
