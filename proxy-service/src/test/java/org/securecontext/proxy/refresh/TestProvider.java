package org.securecontext.proxy.refresh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider that rotates refresh tokens and answers when, and as, a test lets it. */
final class TestProvider implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> presented = new CopyOnWriteArrayList<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String error = "";

    TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::token);
        server.createContext("/revoke", this::revoke);
        server.setExecutor(threads);
        server.start();
    }

    /** The file that names it {@code acme}. */
    String file(String rotation) {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String yaml = "providers:\n  acme:\n    client-id: gateway\n    client-secret: not-a-secret\n    rotation: "
                + rotation
                + "\n    endpoints:\n      authorization: " + base + "/authorize\n      token: " + base
                + "/token\n      revocation: " + base + "/revoke\n    scopes: [read, write]\n";
        try {
            Path file = Files.createTempFile(Path.of("target"), "providers-", ".yaml");
            return Files.writeString(file, yaml).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds answers back until {@link #answer}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void answer() {
        gate.countDown();
    }

    void fail(int withStatus, String withError) {
        this.status = withStatus;
        this.error = withError;
    }

    /** The refresh tokens that came, in order. */
    List<String> presented() {
        return presented;
    }

    List<String> revoked() {
        return revoked;
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }

    private void token(HttpExchange exchange) throws IOException {
        String refreshToken = form(exchange).getOrDefault("refresh_token", "");
        presented.add(refreshToken);
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                exchange.close();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String number = Integer.toString(presented.size());
        String body = status == 200
                ? "{\"access_token\":\"renewed-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                        + "\"refresh_token\":\"" + refreshToken + "+\"}"
                : "{\"error\":\"" + error + "\"}";
        send(exchange, status, body);
    }

    private void revoke(HttpExchange exchange) throws IOException {
        revoked.add(form(exchange).getOrDefault("token", ""));
        send(exchange, 200, "");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Stream.of(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (one, other) -> other,
                        ConcurrentHashMap::new));
    }
}
