package org.securecontext.localstack.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.securecontext.events.keys.Secret;

/** The inbox's HTTP: a POST to any path of its own choice is a webhook. */
public final class InboxServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final ObjectMapper json = new ObjectMapper();
    private final Deliveries deliveries = new Deliveries();
    private final LiveFeed feed = new LiveFeed(deliveries, json);
    private final SignatureCheck signatures;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Behaviour behaviour = Behaviour.GOOD;

    private InboxServer(InetSocketAddress address, Secret secret, Clock clock) throws IOException {
        this.signatures = new SignatureCheck(secret, clock);
        this.clock = clock;
        this.server = HttpServer.create(address, BACKLOG);
    }

    /** Listens there. Fails with an {@link IOException} when the port is in use. */
    public static InboxServer start(InetSocketAddress address, Secret secret, Clock clock) throws IOException {
        InboxServer inbox = new InboxServer(address, secret, clock);
        inbox.server.setExecutor(inbox.threads);
        inbox.server.createContext("/", inbox::handle);
        inbox.server.start();
        return inbox;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            route(exchange);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (call) {
            case "GET /received" -> answerJson(exchange, 200, deliveries.all());
            case "DELETE /received" -> empty(exchange);
            case "GET /behaviour" -> answerJson(exchange, 200, behaviour);
            case "POST /behaviour" -> behave(exchange);
            case "GET /live" -> feed.serve(exchange);
            default -> {
                if (exchange.getRequestMethod().equals("POST")) {
                    receive(exchange);
                } else {
                    InboxPage.serve(exchange);
                }
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = headers(exchange);
        Behaviour now = nextBehaviour();
        String text = new String(body, StandardCharsets.UTF_8);
        deliveries.add(new Delivery(
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                headers,
                text,
                signatures.isValid(headers, body)));
        if (isDelayed(now)) {
            exchange.sendResponseHeaders(now.nextStatus(), -1);
        }
    }

    private synchronized Behaviour nextBehaviour() {
        Behaviour now = behaviour;
        behaviour = now.afterOne();
        return now;
    }

    /** False when the inbox ends meanwhile; then nobody is answered. */
    private boolean isDelayed(Behaviour now) {
        try {
            TimeUnit.MILLISECONDS.sleep(now.delayMs());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void empty(HttpExchange exchange) throws IOException {
        deliveries.clear();
        exchange.sendResponseHeaders(204, -1);
    }

    private void behave(HttpExchange exchange) throws IOException {
        try {
            behaviour = json.readValue(exchange.getRequestBody().readAllBytes(), Behaviour.class);
            answerJson(exchange, 200, behaviour);
        } catch (JsonProcessingException e) {
            answerJson(exchange, 400, Map.of("error", "Send {\"status\":200,\"delay_ms\":0,\"fail_next\":0}"));
        }
    }

    private void answerJson(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }
}
