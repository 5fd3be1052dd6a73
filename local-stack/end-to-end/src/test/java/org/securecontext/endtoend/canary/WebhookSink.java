package org.securecontext.endtoend.canary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An endpoint that keeps every byte of what it is sent: addresses, headers and bodies. */
final class WebhookSink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int count;
    private volatile String metric = "# none\n";

    WebhookSink() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException("No endpoint on loopback", e);
        }
        server.createContext("/", this::take);
        server.createContext("/actuator/prometheus", this::metrics);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/webhook";
    }

    int port() {
        return server.getAddress().getPort();
    }

    void serveMetric(String line) {
        metric = line;
    }

    synchronized int count() {
        return count;
    }

    synchronized byte[] text() {
        return text.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        keep(exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().entrySet() + "\n", body);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void metrics(HttpExchange exchange) throws IOException {
        byte[] answer = metric.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private synchronized void keep(String head, byte[] body) throws IOException {
        text.write(head.getBytes(StandardCharsets.UTF_8));
        text.write(body);
        count++;
    }
}
