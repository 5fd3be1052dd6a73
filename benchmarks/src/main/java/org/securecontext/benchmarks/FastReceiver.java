package org.securecontext.benchmarks;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A webhook endpoint that answers 204 at once. */
final class FastReceiver implements AutoCloseable {

    private final LongAdder received = new LongAdder();
    private final DisposableServer server;
    private volatile Consumer<String> onMessage = id -> {};

    FastReceiver() {
        this.server =
                HttpServer.create().host("127.0.0.1").port(0).handle(this::take).bindNow();
    }

    String address() {
        return "http://127.0.0.1:" + server.port() + "/webhook";
    }

    /** How many requests have arrived whole. */
    long received() {
        return received.sum();
    }

    /** Calls this with the {@code webhook-id} of each request from now on. */
    void onMessage(Consumer<String> listener) {
        onMessage = listener;
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Mono<Void> take(HttpServerRequest request, HttpServerResponse response) {
        String id = request.requestHeaders().get("webhook-id", "");
        return request.receive()
                .then()
                .doOnSuccess(done -> count(id))
                .then(response.status(204).send());
    }

    private void count(String id) {
        received.increment();
        onMessage.accept(id);
    }
}
