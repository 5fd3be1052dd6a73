package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of bad input, on every route that takes such input. */
class BadInputIT {

    private static final Random ANY = new Random(1);

    private static GatewayUnderTest gateway;
    private static Routes routes;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.staging();
        routes = new Routes(gateway);
    }

    @Test
    void aMemberOfAWrongTypeIsRefusedOrIgnored() {
        // Given
        List<RawRequest> requests = new ArrayList<>();
        eachMember((call, name) -> Poison.jsonValues().forEach(value -> requests.add(replaced(call, name, value))));

        // When
        List<String> findings = findings(requests);

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void anAbsentMemberIsRefusedOrItsDefaultTaken() {
        // Given
        List<RawRequest> requests = new ArrayList<>();
        eachMember((call, name) -> {
            ObjectNode rest = bodyOf(call).deepCopy();
            rest.remove(name);
            requests.add(call.request().body(rest.toString()));
        });

        // When
        List<String> findings = findings(requests);

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void anUnknownMemberOrParameterIsNoServerError() {
        // Given
        List<RawRequest> requests = new ArrayList<>();
        eachCall(call -> requests.add(call.query(Poison.MARKER, Poison.MARKER).request()));
        callsWithBody().forEach(call -> requests.add(replaced(call, Poison.MARKER, "1")));

        // When
        List<String> findings = findings(requests);

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        // Given
        List<RawRequest> requests = new ArrayList<>();
        callsWithBody()
                .forEach(call -> Poison.bodies()
                        .forEach(body -> requests.add(call.request().body(body))));

        // When
        List<RawAnswer> answers = requests.stream().map(gateway::send).toList();

        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(400, 413, 415));
        assertThat(findings(requests)).isEmpty();
    }

    @Test
    void aBodyThatDoesNotTellItsLengthIsCutOffAtTheLimit() {
        // Given
        String huge = "{\"provider\":\"" + "x".repeat(Poison.HUGE) + "\"}";
        String chunked = Integer.toHexString(huge.length()) + "\r\n" + huge + "\r\n0\r\n\r\n";

        // When
        List<RawAnswer> answers = callsWithBody()
                .map(call -> gateway.send(call.request()
                        .body(chunked)
                        .with("Content-Length", RawRequest.ABSENT)
                        .with("Transfer-Encoding", "chunked")))
                .toList();

        // Then
        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.errorCode()).isEqualTo("PAYLOAD_TOO_LARGE"));
    }

    @Test
    void aBodyAboveTheLimitIsTooLargeOnEveryRouteThatTakesOne() {
        // Given
        String huge = "{\"provider\":\"" + "x".repeat(Poison.HUGE) + "\"}";

        // When
        List<RawAnswer> answers = callsWithBody()
                .map(call -> gateway.send(call.request().body(huge)))
                .toList();

        // Then
        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.errorCode()).isEqualTo("PAYLOAD_TOO_LARGE");
        });
    }

    @Test
    void aHugeOrBinaryParameterIsNoServerErrorAndIsNotEchoed() {
        // Given
        List<RawRequest> requests = new ArrayList<>();
        eachCall(call -> {
            for (String text : Poison.texts()) {
                call.path()
                        .keySet()
                        .forEach(name ->
                                requests.add(call.path(name, Call.encoded(text)).request()));
                call.query()
                        .keySet()
                        .forEach(name -> requests.add(call.query(name, text).request()));
            }
        });

        // When
        List<String> findings = findings(requests);

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void aStrangeHeaderIsNoServerErrorAndIsNotEchoed() {
        // Given
        List<String> headers = List.of(
                "Accept",
                "Authorization",
                "Content-Type",
                "Cookie",
                "Origin",
                "User-Agent",
                "X-Forwarded-For",
                "X-Request-ID",
                "traceparent");
        List<RawRequest> requests = new ArrayList<>();
        eachCall(call -> headers.forEach(header -> requests.add(
                call.header(header, Poison.inHeader(Poison.text(ANY))).request())));

        // When
        List<String> findings = findings(requests);

        // Then
        assertThat(findings).isEmpty();
    }

    @Test
    void aTargetThatIsNoUriIsRefusedInTheEnvelopeAndNotEchoed() {
        // Given
        List<String> targets = List.of("/api/tokens?a=%zz", "/api/tokens/%zz", "/api/providers?a=<b>", "/api/x|y?a=%");

        // When
        List<RawAnswer> answers = targets.stream()
                .map(target -> gateway.send(RawRequest.get(target).bearer(GatewayUnderTest.AGENT_KEY)))
                .toList();

        // Then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_REQUEST");
            assertThat(answer.header("X-API-Version")).isEqualTo("1.0");
            assertThat(answer.header("X-Request-ID")).isNotBlank();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.body()).doesNotContain("zz", "<b>", "x|y");
        });
    }

    @Test
    void semicolonsDotSegmentsAndDoubledSlashesReachNoOtherRoute() {
        // Given
        String session = ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);
        List<String> targets = List.of(
                "/api/tokens/" + session + ";a=b",
                "/api;a=b/tokens/" + session,
                "//api/tokens/" + session,
                "/api//tokens/" + session,
                "/api/tokens//" + session,
                "/api/%2e/tokens/" + session,
                "/api/x/%2e%2e/tokens/" + session,
                "/api/x/../tokens/" + session,
                "/api/tokens/%2e%2e/tokens/" + session,
                "/api/tokens%2f" + session,
                "/api/tokens/" + session + "/",
                "/api/tokens/" + session + "%00",
                "/API/tokens/" + session);

        // When
        List<RawAnswer> answers = targets.stream()
                .map(target -> gateway.send(RawRequest.get(target).bearer(GatewayUnderTest.AGENT_KEY)))
                .toList();

        // Then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("access_token");
        });
    }

    @Test
    void anUppercaseIdIsMalformed() {
        // Given
        String session = ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + session.toUpperCase(Locale.ROOT))
                .bearer(GatewayUnderTest.AGENT_KEY));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_SESSION_ID_FORMAT");
    }

    @Test
    void aWellFormedIdIsEchoedInTheDetailsAndNothingElse() {
        // Given
        String unknown = UUID.randomUUID().toString();

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + unknown).bearer(GatewayUnderTest.AGENT_KEY));

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json()
                        .path("error")
                        .path("details")
                        .path("session_id")
                        .asText())
                .isEqualTo(unknown);
    }

    @Test
    void aRefusedCallLeavesOneLogLine() {
        // Given
        String requestId = "bad-input-" + UUID.randomUUID();

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + Poison.MARKER)
                .bearer(GatewayUnderTest.AGENT_KEY)
                .with("X-Request-ID", requestId));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(logLinesWith(requestId)).hasSize(1).noneMatch(line -> line.contains(Poison.MARKER)));
    }

    private static List<String> logLinesWith(String text) {
        try (Stream<String> lines = Files.lines(GatewayUnderTest.log())) {
            return lines.filter(line -> line.contains(text)).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> findings(List<RawRequest> requests) {
        assertThat(requests).isNotEmpty();
        List<String> findings = new ArrayList<>();
        for (RawRequest request : requests) {
            RawAnswer answer = gateway.send(request);
            if (request.method().equals("DELETE") && answer.status() == 200) {
                routes.sessionMayBeGone();
            }
            Promises.broken(request, answer).forEach(broken -> findings.add(broken + ": " + request + " -> " + answer));
        }
        return findings;
    }

    private static void eachCall(Consumer<Call> action) {
        routes.calls().values().forEach(valid -> action.accept(valid.get()));
    }

    private static Stream<Call> callsWithBody() {
        return routes.calls().values().stream()
                .map(java.util.function.Supplier::get)
                .filter(call -> call.body() != null);
    }

    private static void eachMember(java.util.function.BiConsumer<Call, String> action) {
        callsWithBody().forEach(call -> bodyOf(call).fieldNames().forEachRemaining(name -> action.accept(call, name)));
    }

    private static ObjectNode bodyOf(Call call) {
        ObjectNode body = call.body();
        if (body == null) {
            throw new AssertionError(call + " has no body");
        }
        return body;
    }

    private static RawRequest replaced(Call call, String member, String json) {
        ObjectNode rest = bodyOf(call).deepCopy();
        rest.remove(member);
        String others = rest.isEmpty()
                ? ""
                : "," + rest.toString().substring(1, rest.toString().length() - 1);
        return call.request().body("{\"" + member + "\":" + json + others + "}");
    }
}
