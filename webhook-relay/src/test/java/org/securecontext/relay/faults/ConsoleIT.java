package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.util.HtmlUtils;

/** What the console's pages show and take, against a real broker and without a browser. */
@ExtendWith(OperatedRelay.Shared.class)
class ConsoleIT {

    private static final String HOSTILE = "<script>alert(1)</script>\"'&";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int MOST_LIVE = 32;

    private final OperatedRelay stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private String session = "";
    private String csrf = "";
    private String token = "";

    ConsoleIT(OperatedRelay stack) {
        this.stack = stack;
    }

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/console/login");
        csrf = cookie(page, "scp_csrf");
        token = token(page);
        session = cookie(post("/console/login", "key=" + OperatorClient.KEY), "scp_console");
        token = token(get("/console"));
    }

    @AfterEach
    void forget() {
        stack.deleteEndpoints();
    }

    @Test
    void textOfForeignRecordsIsShownAsTextAndNeverAsMarkup() throws Exception {
        // Given
        stack.given("hostile", "");
        long unused = stack.source().writeRaw(3, new byte[] {1}, Map.of("ce_id", HOSTILE, "ce_type", HOSTILE));
        String open = "/dead-letters?state=open&endpoint=hostile";
        await().atMost(OperatedRelay.SOON)
                .until(() -> stack.operator().get(open).data().path("total").asInt() == 1);

        // When
        String letters = get("/console/dead-letters").body();
        String search = get("/console/deliveries?endpoint=" + encoded(HOSTILE) + "&from=" + encoded(HOSTILE))
                .body();
        String refused = post("/console/replays", "endpoint=hostile&from=" + encoded(HOSTILE))
                .body();

        // Then
        for (String page : List.of(letters, search, refused)) {
            assertThat(page).startsWith("<!DOCTYPE html>").doesNotContain("<script>alert");
        }
        assertThat(letters).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
        assertThat(search).contains("value=\"&lt;script&gt;");
    }

    @Test
    void noPageShowsASecret() throws Exception {
        // Given
        String secret = stack.givenSecret("concealing", "\"headers\":{\"Authorization\":\"Bearer tell-nobody\"}");

        // When
        List<String> pages = new ArrayList<>();
        for (String path : List.of("", "/deliveries", "/dead-letters", "/replays", "/login")) {
            pages.add(get("/console" + path).body());
        }

        // Then
        assertThat(secret).isNotEmpty();
        assertThat(pages.get(0)).contains("concealing");
        assertThat(pages)
                .allMatch(page -> !page.contains(secret)
                        && !page.contains("tell-nobody")
                        && !page.contains(OperatorClient.KEY)
                        && !page.contains(session.substring(session.indexOf('=') + 1)));
    }

    @Test
    void whatIsRefusedSaysWhyAndChangesNothing() throws Exception {
        // Given
        stack.given("refusing", "");

        // When
        HttpResponse<String> replay =
                post("/console/replays", "endpoint=refusing&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z");
        HttpResponse<String> unknown = post("/console/endpoints/nobody/disable", "");
        HttpResponse<String> letter = post("/console/dead-letters/1-999999/discard", "reason=x");
        HttpResponse<String> resend = post("/console/deliveries/resend", "endpoint=refusing&event=token_created_x_1-0");

        // Then
        assertThat(replay.statusCode()).isEqualTo(400);
        assertThat(replay.body()).contains("from is before to");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(letter.body()).contains("no dead letter of this id");
        assertThat(resend.statusCode()).isBetween(400, 404);
        assertThat(stack.operator().get("/replays").data().path("replays"))
                .noneMatch(job -> job.path("endpoint").asText().equals("refusing"));
    }

    @Test
    void olderDeliveriesAreAPageFurther() throws Exception {
        // Given
        stack.given("console-paged", "");
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String id = stack.source().write(1).get(0);
            stack.awaitArrived("console-paged", id);
            events.add(id);
        }
        await().atMost(OperatedRelay.SOON)
                .until(() -> stack.operator()
                                .get("/deliveries?endpoint=console-paged")
                                .data()
                                .path("count")
                                .asInt()
                        == 3);

        // When
        String first = get("/console/deliveries?endpoint=console-paged&limit=2").body();
        Matcher older = Pattern.compile("href=\"(/console/deliveries[^\"]+)\"").matcher(first);
        assertThat(older.find()).isTrue();
        String second = get(HtmlUtils.htmlUnescape(older.group(1))).body();

        // Then
        assertThat(first).contains(events.get(2), events.get(1)).doesNotContain(events.get(0));
        assertThat(second).contains(events.get(0)).doesNotContain(events.get(1), events.get(2));
    }

    @Test
    void asManyBrowsersAsThereMayBeAreServedLiveAndOneMoreIsSentAway() throws Exception {
        // Given
        stack.given("watched", "");
        List<InputStream> looking = new ArrayList<>();

        try {
            // When
            for (int i = 0; i < MOST_LIVE; i++) {
                looking.add(live());
            }
            String part = untilPart(looking.get(MOST_LIVE - 1), "endpoints");
            InputStream oneMore = live();
            looking.add(oneMore);
            int first = oneMore.read();

            // Then
            assertThat(part).contains("watched").startsWith("data:<table");
            assertThat(first).isEqualTo(-1);
        } finally {
            for (InputStream stream : looking) {
                stream.close();
            }
        }
        await().atMost(OperatedRelay.SOON).until(() -> {
            try (InputStream again = live()) {
                return again.read() != -1;
            }
        });
    }

    @Test
    void withoutASessionNothingIsShownLive() throws Exception {
        // When
        session = "";
        HttpResponse<String> live = get("/console/live");

        // Then
        assertThat(live.headers().firstValue("Location").orElse("")).endsWith("/console/login");
    }

    private InputStream live() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request("/console/live").build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String untilPart(InputStream stream, String name) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("event:" + name)) {
                return String.valueOf(lines.readLine());
            }
        }
        return "";
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token + "&" + form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(stack.relay().uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Cookie", session + "; " + csrf);
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name + ": " + answer.body()));
    }

    private static String token(HttpResponse<String> page) {
        Matcher found = TOKEN.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no token: " + page.body());
        }
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
