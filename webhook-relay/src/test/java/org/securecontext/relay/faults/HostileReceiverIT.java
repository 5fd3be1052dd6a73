package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** Receivers that misbehave, each as an endpoint of one relay, while a good one gets every event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileReceiverIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Receiver good = new Receiver();
    private final Receiver trap = new Receiver();
    private final Receiver redirecting = new Receiver();
    private final Receiver gone = new Receiver();
    private final Receiver throttling = new Receiver();
    private final RawServer endless = RawServer.endless();
    private final RawServer dripping = RawServer.dripping();
    private final RawServer resetting = RawServer.resetting();
    private final RelayProcess relay = RelayProcess.launch(kafka.bootstrapServers(), environment());

    @BeforeAll
    void behave() throws IOException {
        redirecting.answer(webhook -> Receiver.Answer.of(307).with("Location", trap.url()));
        gone.answer(webhook -> Receiver.Answer.of(410));
        AtomicInteger asked = new AtomicInteger();
        throttling.answer(webhook -> asked.getAndIncrement() == 0
                ? Receiver.Answer.of(429).with("Retry-After", "3")
                : Receiver.Answer.of(200));
        relay.awaitReady();
    }

    @AfterAll
    void stop() {
        relay.close();
        List.of(good, trap, redirecting, gone, throttling).forEach(Receiver::close);
        List.of(endless, dripping, resetting).forEach(RawServer::close);
        kafka.close();
    }

    @Test
    void misbehaviourStaysWithItsEndpoint() {
        // When
        TokenEvent event;
        List<String> more;
        try (EventSource source = new EventSource(kafka.bootstrapServers())) {
            event = source.writeOne(EventType.TOKEN_CREATED, "google");
            more = source.write(50);
        }
        String id = event.id().value();

        // Then
        await().atMost(SOON)
                .until(() -> good.acknowledged().containsKey(id)
                        && good.acknowledged().keySet().containsAll(more));
        assertThat(good.repeats()).isZero();
        await().atMost(SOON).until(() -> delivered("endless") >= 1);
        await().atMost(SOON).until(() -> notDelivered("dripping") >= 1);
        await().atMost(SOON).until(() -> notDelivered("resetting") >= 1);
        await().atMost(SOON).until(() -> notDelivered("redirecting") >= 1);
        await().atMost(SOON).until(() -> relay.log().contains("gone"));
        await().atMost(SOON)
                .until(() -> throttling.acknowledged().containsKey(id)
                        && throttling.acknowledged().keySet().containsAll(more));
        assertThat(trap.requests()).isZero();
        assertThat(delivered("dripping")).isZero();
        assertThat(endless.mostBytesTaken()).isLessThan(8 * 1024 * 1024);
        assertThat(pauseOfTheThrottledEvent()).isGreaterThanOrEqualTo(Duration.ofMillis(2_800));
        assertThat(gone.requests()).isBetween(1, 1 + more.size());
    }

    /** The event that was answered first, with 429, comes again when Retry-After is over; others need not wait for it. */
    private Duration pauseOfTheThrottledEvent() {
        List<Receiver.Webhook> webhooks = throttling.received();
        Receiver.Webhook first = webhooks.get(0);
        Receiver.Webhook again = webhooks.stream()
                .skip(1)
                .filter(webhook -> webhook.id().equals(first.id()))
                .findFirst()
                .orElseThrow();
        return Duration.ofNanos(again.nanoTime() - first.nanoTime());
    }

    private double delivered(String endpoint) {
        return relay.metric("scp_webhook_attempts_total", "endpoint=\"" + endpoint + "\"", "outcome=\"delivered\"");
    }

    private double notDelivered(String endpoint) {
        return relay.metric("scp_webhook_attempts_total", "endpoint=\"" + endpoint + "\"", "outcome=\"retry\"")
                + relay.metric("scp_webhook_attempts_total", "endpoint=\"" + endpoint + "\"", "outcome=\"held\"");
    }

    private Map<String, String> environment() {
        Map<String, String> urls = new HashMap<>(Map.of(
                "good", good.url(),
                "redirecting", redirecting.url(),
                "gone", gone.url(),
                "throttling", throttling.url(),
                "endless", endless.url(),
                "dripping", dripping.url(),
                "resetting", resetting.url()));
        StringBuilder yaml = new StringBuilder("endpoints:\n");
        urls.forEach(
                (id, url) -> yaml.append("  - {id: %s, url: '%s', events: ['*'], timeout: %s, start_from: earliest}%n"
                        .formatted(id, url, id.equals("dripping") ? "2s" : "30s")));
        return RelayProcess.withEndpoints(yaml.toString());
    }

    /** A server that answers with raw bytes. */
    private static final class RawServer implements AutoCloseable {

        private final ServerSocket socket;
        private final AtomicInteger mostBytes = new AtomicInteger();

        private RawServer(Reply reply) {
            try {
                socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            Thread acceptor = new Thread(() -> accept(reply), "raw-server");
            acceptor.setDaemon(true);
            acceptor.start();
        }

        static RawServer endless() {
            return new RawServer((connection, taken) -> {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] block = new byte[8192];
                while (true) {
                    out.write(block);
                    taken.addAndGet(block.length);
                }
            });
        }

        static RawServer dripping() {
            return new RawServer((connection, taken) -> {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write('.');
                    out.flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(
                            Duration.ofMillis(100).toNanos());
                }
            });
        }

        static RawServer resetting() {
            return new RawServer((connection, taken) -> connection.setSoLinger(true, 0));
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        int mostBytesTaken() {
            return mostBytes.get();
        }

        private void accept(Reply reply) {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    Thread answering = new Thread(() -> answer(connection, reply), "raw-answer");
                    answering.setDaemon(true);
                    answering.start();
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void answer(Socket connection, Reply reply) {
            AtomicInteger taken = new AtomicInteger();
            try (connection) {
                byte[] request = new byte[4096];
                if (connection.getInputStream().read(request) > 0) {
                    reply.answer(connection, taken);
                }
            } catch (IOException e) {
                mostBytes.accumulateAndGet(taken.get(), Math::max);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private interface Reply {
            void answer(Socket connection, AtomicInteger taken) throws IOException;
        }
    }
}
