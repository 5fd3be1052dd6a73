package org.securecontext.relay.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.relay.addresses.AddressRules;
import org.securecontext.relay.addresses.Cidr;
import org.securecontext.relay.delivery.DeliveryOutcome;
import org.securecontext.relay.delivery.EndpointClient;
import org.securecontext.relay.delivery.FailureReason;
import org.securecontext.relay.delivery.WebhookRequest;
import org.securecontext.relay.endpoints.BodyFormat;

/** The relay's own HTTP client against a server inside, which must not even be connected to. */
class ForbiddenAddressTest {

    private static final AddressRules RULES = new AddressRules(false, List.of());

    private final AtomicInteger connections = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private ServerSocket trap;

    @BeforeEach
    void listenEverywhere() throws IOException {
        trap = new ServerSocket(0);
        Thread acceptor = new Thread(this::accept, "trap");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @AfterEach
    void stop() throws IOException {
        trap.close();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "127.1",
                "127.0.1",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "127.0.0.01",
                "0x7f.0.0.1",
                "0x7f.1",
                "127.000.000.001",
                "0",
                "0.0.0.0",
                "00000000000",
                "0.0",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1.",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[0000:0000:0000:0000:0000:0000:0000:0001]",
                "[::0001]",
                "[::]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::FFFF:7F00:0001]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[::ffff:0.0.0.0]",
                "[::ffff:0:127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "[2002:7f00:0001::1]",
                "[fe80::1]",
                "[fc00::1]",
                "[2001:0:7f00:1::]",
                "169.254.169.254"
            })
    void noSpellingOfAnAddressInsideIsDialled(String host) throws IOException {
        // When
        DeliveryOutcome outcome = post(RULES, SystemDefaultDnsResolver.INSTANCE, host);

        // Then
        assertThat(outcome).isInstanceOf(DeliveryOutcome.RetryLater.class);
        assertThat(outcome.reason()).isIn(FailureReason.FORBIDDEN_ADDRESS, FailureReason.DNS, FailureReason.PROTOCOL);
        assertThat(connections).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1", "2130706433", "localhost", "[::ffff:127.0.0.1]"})
    void theSameSpellingsReachTheServerWhenTheyAreAllowed(String host) throws IOException {
        // When
        DeliveryOutcome outcome = post(new AddressRules(true, List.of()), SystemDefaultDnsResolver.INSTANCE, host);

        // Then
        assertThat(outcome.reason()).isEqualTo(FailureReason.RESET);
        assertThat(connections).hasPositiveValue();
    }

    @Test
    void aNameThatMovesInsideAfterItWasCheckedIsNotDialled() throws IOException {
        // Given
        AddressRules rules = new AddressRules(false, List.of(Cidr.parse("127.0.0.9/32")));
        Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.9", "127.0.0.1", "127.0.0.9"));
        HttpServer allowed = HttpServer.create(new InetSocketAddress("127.0.0.9", 0), 16);
        AtomicInteger received = new AtomicInteger();
        allowed.createContext("/", exchange -> {
            received.incrementAndGet();
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        allowed.start();

        try (ServerSocket inside =
                        new ServerSocket(allowed.getAddress().getPort(), 16, InetAddress.getLoopbackAddress());
                CloseableHttpAsyncClient http = client(rules, resolvingTo(answers))) {
            // When
            String url = "http://rebinding.example:" + allowed.getAddress().getPort() + "/";
            List<DeliveryOutcome> outcomes = List.of(post(http, url), post(http, url), post(http, url));

            // Then
            assertThat(outcomes)
                    .extracting(DeliveryOutcome::reason)
                    .containsExactly(null, FailureReason.FORBIDDEN_ADDRESS, null);
            assertThat(received).hasValue(2);
            inside.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(inside::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        } finally {
            allowed.stop(0);
        }
    }

    private DeliveryOutcome post(AddressRules rules, DnsResolver resolver, String host) throws IOException {
        try (CloseableHttpAsyncClient http = client(rules, resolver)) {
            return post(http, "http://" + host + ":" + trap.getLocalPort() + "/");
        }
    }

    private DeliveryOutcome post(CloseableHttpAsyncClient http, String url) {
        WebhookRequest webhook =
                new WebhookRequest(URI.create(url), Map.of("webhook-id", "e"), new byte[700], BodyFormat.SCP);
        return new EndpointClient(http, timer, Clock.systemUTC())
                .post(webhook, Duration.ofSeconds(10))
                .join();
    }

    private static CloseableHttpAsyncClient client(AddressRules rules, DnsResolver resolver) {
        CloseableHttpAsyncClient http = new HttpConfiguration().webhookHttpClient(rules, resolver);
        http.start();
        return http;
    }

    private void accept() {
        while (!trap.isClosed()) {
            try {
                trap.accept().close();
                connections.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static DnsResolver resolvingTo(Queue<String> answers) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(answers.remove())};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
