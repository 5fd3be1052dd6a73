package org.securecontext.localstack.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Server-sent events for the page: one for each delivery, and a comment each few seconds to notice who has left. */
final class LiveFeed {

    private static final int KEEP_ALIVE_SECONDS = 5;

    private final Deliveries deliveries;
    private final ObjectMapper json;

    LiveFeed(Deliveries deliveries, ObjectMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    /** Writes until the browser leaves, which shows as an {@link IOException}. */
    void serve(HttpExchange exchange) throws IOException {
        BlockingQueue<Delivery> watcher = deliveries.watch();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream output = exchange.getResponseBody()) {
            write(output, ": connected\n\n");
            while (deliveries.isWatching(watcher)) {
                @Nullable Delivery next = watcher.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                write(output, next == null ? ": waiting\n\n" : "data: " + json.writeValueAsString(next) + "\n\n");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deliveries.unwatch(watcher);
        }
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
