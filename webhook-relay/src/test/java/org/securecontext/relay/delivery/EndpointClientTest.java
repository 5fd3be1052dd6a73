package org.securecontext.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.relay.endpoints.BodyFormat;

/** On a connection that is kept: there HttpComponents notes how to cancel an exchange only after it is on its way. */
class EndpointClientTest {

    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PoolingAsyncClientConnectionManager connections =
            PoolingAsyncClientConnectionManagerBuilder.create().build();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        timer.shutdownNow();
    }

    @Test
    void anAnswerThatOvertakesItsOwnExchangeCounts() throws Exception {
        // Given
        CompletableFuture<Boolean> closed = answering(2, "");
        try (OvertakenClient http = new OvertakenClient(connections)) {
            http.start();
            EndpointClient client = new EndpointClient(http, timer, Clock.systemUTC());
            leaveOneConnection(client);

            // When
            http.overtakeNext();
            DeliveryOutcome outcome = client.post(webhook(), LONG).join();

            // Then
            assertThat(outcome).isEqualTo(new DeliveryOutcome.Delivered(200));
            assertThat(closed.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"})
    void aKeptConnectionWithoutAWholeAnswerIsClosedAtTheDeadline(String begun) throws Exception {
        // Given
        CompletableFuture<Boolean> closed = answering(1, begun);
        try (CloseableHttpAsyncClient http =
                HttpAsyncClients.custom().setConnectionManager(connections).build()) {
            http.start();
            EndpointClient client = new EndpointClient(http, timer, Clock.systemUTC());
            leaveOneConnection(client);

            // When
            DeliveryOutcome outcome =
                    client.post(webhook(), Duration.ofMillis(300)).join();

            // Then
            assertThat(outcome.reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(closed.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The answer is there before its connection is back in the pool; a request in between would open another. */
    private void leaveOneConnection(EndpointClient client) {
        assertThat(client.post(webhook(), LONG).join()).isEqualTo(new DeliveryOutcome.Delivered(200));
        await().atMost(LONG).until(() -> connections.getTotalStats().getAvailable() == 1);
    }

    /**
     * Answers so many requests on one connection. The answer after them drips from this beginning, or without one never comes.
     * Completes when the client has closed the connection.
     */
    private CompletableFuture<Boolean> answering(int answers, String begun) {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (Socket connection = server.accept()) {
                        InputStream in = connection.getInputStream();
                        for (int i = 0; i < answers; i++) {
                            readRequest(in);
                            connection.getOutputStream().write(OK);
                        }
                        if (!begun.isEmpty()) {
                            readRequest(in);
                            drip(connection.getOutputStream(), begun);
                        }
                        in.transferTo(OutputStream.nullOutputStream());
                        closed.complete(true);
                    } catch (IOException e) {
                        closed.complete(true);
                    }
                },
                "one-connection");
        thread.setDaemon(true);
        thread.start();
        return closed;
    }

    private static void drip(OutputStream out, String begun) throws IOException {
        out.write(begun.getBytes(StandardCharsets.US_ASCII));
        while (true) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            out.write('.');
        }
    }

    /** The body is one exclamation mark, and nothing else has one. */
    private static void readRequest(InputStream in) throws IOException {
        int read;
        do {
            read = in.read();
        } while (read != '!' && read >= 0);
    }

    private WebhookRequest webhook() {
        return new WebhookRequest(
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
                Map.of("webhook-id", "e"),
                new byte[] {'!'},
                BodyFormat.SCP);
    }
}
