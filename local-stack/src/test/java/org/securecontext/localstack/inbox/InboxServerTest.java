package org.securecontext.localstack.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecontext.events.keys.Secret;

class InboxServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private InboxServer inbox;

    @BeforeEach
    void start() throws IOException {
        inbox = InboxServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Secret("secret"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        inbox.close();
    }

    @Test
    void webhooksAreKeptWithTheirExactBodyNewestLast() throws Exception {
        // When
        assertThat(post("/any/path", "{ \"a\" : 1 }").statusCode()).isEqualTo(200);
        assertThat(post("/any/path", "second").statusCode()).isEqualTo(200);

        // Then
        assertThat(get("/received").body())
                .containsSubsequence(
                        "\"received_at\":\"", "\"headers\":{", "\"body\":\"{ \\\"a\\\" : 1 }\"", "\"body\":\"second\"")
                .contains("\"signature_valid\":false");
    }

    @Test
    void theListCanBeEmptied() throws Exception {
        // Given
        assertThat(post("/hook", "x").statusCode()).isEqualTo(200);

        // When
        HttpResponse<String> emptied = send(request("/received").DELETE());

        // Then
        assertThat(emptied.statusCode()).isEqualTo(204);
        assertThat(get("/received").body()).isEqualTo("[]");
    }

    @Test
    void theNextFewCanBeMadeToFail() throws Exception {
        // Given
        assertThat(post("/behaviour", "{\"status\":202,\"fail_next\":1}").statusCode())
                .isEqualTo(200);

        // When, Then
        assertThat(post("/hook", "1").statusCode()).isEqualTo(500);
        assertThat(post("/hook", "2").statusCode()).isEqualTo(202);
    }

    @Test
    void aDelayIsKept() throws Exception {
        // Given
        assertThat(post("/behaviour", "{\"delay_ms\":300}").statusCode()).isEqualTo(200);
        long before = System.nanoTime();

        // When
        assertThat(post("/hook", "1").statusCode()).isEqualTo(200);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aBehaviourThatCannotBeIsRefused() throws Exception {
        assertThat(post("/behaviour", "{\"status\":700}").statusCode()).isEqualTo(400);
        assertThat(post("/behaviour", "no json").statusCode()).isEqualTo(400);
    }

    @Test
    void thePageRunsNoInlineScript() throws Exception {
        // When
        HttpResponse<String> page = get("/");

        // Then
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
        assertThat(page.body()).contains("<script src=\"/inbox.js\" defer></script>");
        assertThat(get("/inbox.js").statusCode()).isEqualTo(200);
        assertThat(get("/inbox.css").statusCode()).isEqualTo(200);
    }

    @Test
    void aWebhookShowsOnTheLiveFeed() throws Exception {
        // Given
        HttpResponse<InputStream> feed =
                client.send(request("/live").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(": connected");

            // When
            assertThat(post("/hook", "live").statusCode()).isEqualTo(200);

            // Then
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).startsWith("data: {").contains("\"body\":\"live\"");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inbox.port() + path))
                .timeout(Duration.ofSeconds(10));
    }
}
