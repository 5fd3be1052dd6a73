package org.securecontext.relay.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A webhook receiver that keeps what it acknowledged and answers as it is told. */
final class Receiver implements AutoCloseable {

    private static final int THREADS = 80;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Webhook> received = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<Webhook, Answer> behaviour = webhook -> Answer.of(200);
    private volatile boolean keepsRequests = true;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    /** How it answers from now on. */
    void answer(Function<Webhook, Answer> how) {
        behaviour = how;
    }

    /** Keeps counts only, for runs with many events. */
    Receiver countingOnly() {
        keepsRequests = false;
        return this;
    }

    List<Webhook> received() {
        return List.copyOf(received);
    }

    int requests() {
        return requests.get();
    }

    /** How often each event was acknowledged, by {@code webhook-id}. */
    Map<String, AtomicInteger> acknowledged() {
        return acknowledged;
    }

    boolean hasAcknowledged(Collection<EventSource.Appended> events) {
        return events.stream().allMatch(event -> acknowledged.containsKey(event.id()));
    }

    /** How often this event was acknowledged. */
    int acknowledgements(String id) {
        AtomicInteger count = acknowledged.get(id);
        return count == null ? 0 : count.get();
    }

    /** Acknowledgements beyond the first of each event. */
    int repeats() {
        return acknowledged.values().stream().mapToInt(count -> count.get() - 1).sum();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            Webhook webhook = new Webhook(
                    Map.copyOf(firsts(exchange)),
                    new String(body, java.nio.charset.StandardCharsets.UTF_8),
                    System.nanoTime());
            if (keepsRequests) {
                received.add(webhook);
            }
            Answer answer = behaviour.apply(webhook);
            if (!answer.delay().isZero() && closed.await(answer.delay().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (answer.status() / 100 == 2) {
                acknowledged
                        .computeIfAbsent(webhook.id(), absent -> new AtomicInteger())
                        .incrementAndGet();
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(answer.status(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> firsts(HttpExchange exchange) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        return headers;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** A request as it came. */
    record Webhook(Map<String, String> headers, String body, long nanoTime) {

        String id() {
            return String.valueOf(header("webhook-id"));
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }
    }

    /** How one request is answered. */
    record Answer(int status, Duration delay, Map<String, String> headers) {

        static Answer of(int status) {
            return new Answer(status, Duration.ZERO, Map.of());
        }

        Answer after(Duration pause) {
            return new Answer(status, pause, headers);
        }

        Answer with(String name, String value) {
            return new Answer(status, delay, Map.of(name, value));
        }
    }
}
