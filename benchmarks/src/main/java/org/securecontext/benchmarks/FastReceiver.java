package org.securecontext.benchmarks;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Webhook endpoints that answer 204 at once, and one that can be made to hang. */
final class FastReceiver implements AutoCloseable {

    private static final String HANGING = "/hanging";

    private final LongAdder received = new LongAdder();
    private final DisposableServer server;
    private volatile Consumer<String> onMessage = id -> {};
    private volatile Sinks.Empty<Void> hanging = open();

    FastReceiver() {
        this.server =
                HttpServer.create().host("127.0.0.1").port(0).handle(this::take).bindNow();
    }

    String address() {
        return "http://127.0.0.1:" + server.port() + "/webhook";
    }

    /** As {@link #address()}, until it is told to hang. Its requests are not counted. */
    String hangingAddress() {
        return "http://127.0.0.1:" + server.port() + HANGING;
    }

    /** Leaves requests to {@link #hangingAddress()} without an answer from now on. */
    void hang() {
        hanging = Sinks.empty();
    }

    /** Answers them, and all that come. */
    void answerAgain() {
        var unused = hanging.tryEmitEmpty();
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
        if (request.uri().equals(HANGING)) {
            return request.receive()
                    .then()
                    .then(hanging.asMono())
                    .then(response.status(204).send());
        }
        String id = request.requestHeaders().get("webhook-id", "");
        return request.receive()
                .then()
                .doOnSuccess(done -> count(id))
                .then(response.status(204).send());
    }

    private static Sinks.Empty<Void> open() {
        Sinks.Empty<Void> open = Sinks.empty();
        var unused = open.tryEmitEmpty();
        return open;
    }

    private void count(String id) {
        received.increment();
        onMessage.accept(id);
    }
}
