package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the gateway lets through, and from whom. */
class ProtectionIT {

    private static final String ALLOWED_ORIGIN = "https://console.test";
    private static final String FOREIGN_ORIGIN = "https://evil.test";
    private static final int MAX_CONNECTIONS = 16;
    private static final int LIMIT = 400;
    private static final int WITH_LEASES = LIMIT * 105 / 100;
    private static final int END_OF_STREAM = -1;
    private static final Pattern RESET = Pattern.compile(";t=(\\d+)");

    private static GatewayUnderTest shared;
    private static GatewayUnderTest replica;

    @BeforeAll
    static void start() {
        shared = GatewayUnderTest.staging();
        replica = shared.replica(Map.of("SCP_ALLOWED_ORIGINS", ALLOWED_ORIGIN, "SCP_MAX_CONNECTIONS", MAX_CONNECTIONS));
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void twoReplicasTogetherLetThroughAtMostFivePercentMoreThanAnAgentsLimit() {
        // When
        Map<Long, Integer> grantedByWindow = new TreeMap<>();
        Map<Long, Integer> refusedByWindow = new TreeMap<>();
        for (int call = 0; call < 2 * LIMIT; call++) {
            GatewayUnderTest gateway = call % 2 == 0 ? shared : replica;
            RawAnswer answer = gateway.send(RawRequest.get("/api/sessions").bearer(GatewayUnderTest.PACED_AGENT_KEY));
            Map<Long, Integer> counted = answer.status() == 200 ? grantedByWindow : refusedByWindow;
            counted.merge(hourOfReset(answer), 1, Integer::sum);
        }

        // Then: in an hour that took in more than the limit, nearly all of it was granted
        assertThat(grantedByWindow.values()).allMatch(granted -> granted <= WITH_LEASES);
        assertThat(refusedByWindow.keySet())
                .isNotEmpty()
                .allMatch(hour -> grantedByWindow.getOrDefault(hour, 0) >= LIMIT * 95 / 100);
    }

    @Test
    void anAllowedOriginMayCallAndAnotherIsRefused() {
        // When
        RawAnswer preflight = replica.send(preflight(ALLOWED_ORIGIN));
        RawAnswer foreign = replica.send(preflight(FOREIGN_ORIGIN));
        RawAnswer call = replica.send(RawRequest.get("/api/version").with("Origin", ALLOWED_ORIGIN));
        RawAnswer foreignCall = replica.send(RawRequest.get("/api/version").with("Origin", FOREIGN_ORIGIN));

        // Then
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED_ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(call.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED_ORIGIN);
        assertThat(List.of(foreign, foreignCall)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        });
    }

    @Test
    void noOriginMayReadUnlessOneIsNamed() {
        // When
        RawAnswer preflight = shared.send(preflight(ALLOWED_ORIGIN));
        RawAnswer call = shared.send(RawRequest.get("/api/version").with("Origin", ALLOWED_ORIGIN));

        // Then
        assertThat(List.of(preflight, call))
                .allSatisfy(answer ->
                        assertThat(answer.header("Access-Control-Allow-Origin")).isNull());
    }

    @Test
    void aConnectionPastTheCapIsClosedAndTheNextIsTakenWhenOneEnds() throws IOException {
        // Given
        List<Socket> held = new ArrayList<>();
        try {
            while (held.size() < MAX_CONNECTIONS) {
                held.add(connect());
                assertThat(answers(held.get(held.size() - 1))).isTrue();
            }

            // When
            try (Socket tooMany = connect()) {
                // Then
                assertThat(answers(tooMany)).isFalse();
            }

            // When
            held.remove(0).close();

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (Socket next = connect()) {
                    return answers(next);
                }
            });
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    /** A byte now and then satisfies every idle timeout, and the gateway is not held by it. */
    @Test
    void aHeadAndABodyThatDripAreCutOff() throws IOException {
        // Given
        try (Socket head = connect();
                Socket body = connect()) {
            write(head, "GET /api/version HTTP/1.1\r\nHost: " + shared.host() + "\r\nX-Slow: ");
            write(
                    body,
                    "POST /api/agent/auth HTTP/1.1\r\nHost: " + shared.host() + "\r\nAuthorization: Bearer "
                            + GatewayUnderTest.AGENT_KEY
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

            // When, Then
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> drips(head) && drips(body));
        }
    }

    /** The first is answered when Redis has answered, the second at once. */
    @Test
    void aConnectionIsReadOnAfterARequestThatWaitedForAnother() throws IOException {
        // Given
        String version = "GET /api/version HTTP/1.1\r\nHost: " + shared.host() + "\r\n\r\n";
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            write(socket, version.replace("/version", "/health") + version);
            assertThat(RawHttp.read(in, false).status()).isEqualTo(200);
            assertThat(RawHttp.read(in, false).status()).isEqualTo(200);

            // When
            write(socket, version);

            // Then
            assertThat(RawHttp.read(in, false).status()).isEqualTo(200);
        }
    }

    @Test
    void probesAndScrapesAreNotHeldToTheRateOfAddresses() {
        // Given
        try (GatewayUnderTest forOneCall = shared.replicaForOneCall()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> forOneCall.send(RawRequest.get("/api/version")).status() == 429);

            // When, Then
            for (String path : List.of("/actuator/health/liveness", "/actuator/prometheus")) {
                assertThat(forOneCall.manage(RawRequest.get(path)).status())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    private static RawRequest preflight(String origin) {
        return RawRequest.get("/api/sessions")
                .method("OPTIONS")
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "GET")
                .with("Access-Control-Request-Headers", "Authorization");
    }

    /** The window that a call was counted in, by the hour in which it ends. */
    private static long hourOfReset(RawAnswer answer) {
        String header = answer.header("RateLimit");
        Matcher seconds = RESET.matcher(header == null ? "" : header);
        assertThat(seconds.find()).as("%s", answer).isTrue();
        long end = Instant.now().getEpochSecond() + Long.parseLong(seconds.group(1));
        return Math.round(end / 3600.0);
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Whether a request gets an answer; the connection stays open. */
    private static boolean answers(Socket socket) {
        try {
            write(socket, "HEAD /api/version HTTP/1.1\r\nHost: " + shared.host() + "\r\n\r\n");
            return socket.getInputStream().read() != END_OF_STREAM;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Sends one more byte; whether the gateway has closed, with or without an answer before. */
    private static boolean drips(Socket socket) throws IOException {
        try {
            write(socket, "x");
            while (socket.getInputStream().available() > 0) {
                socket.getInputStream().skipNBytes(1);
            }
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
