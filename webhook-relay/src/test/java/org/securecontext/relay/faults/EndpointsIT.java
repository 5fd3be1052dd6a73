package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.Topics;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.delivery.Signatures;

/** Endpoints in the operator's hands, against a real broker. */
@ExtendWith(OperatedRelay.Shared.class)
class EndpointsIT {

    private final OperatedRelay stack;
    private final OperatorClient operator;

    EndpointsIT(OperatedRelay stack) {
        this.stack = stack;
        this.operator = stack.operator();
    }

    @AfterEach
    void behave() {
        stack.receiver().answer(webhook -> Receiver.Answer.of(200));
    }

    @AfterAll
    static void clear(OperatedRelay stack) {
        stack.deleteEndpoints();
    }

    @ParameterizedTest
    @CsvSource({"GET,/endpoints", "POST,/endpoints", "GET,/nothing/of/the/kind"})
    void anyKeyButTheAdminsIsRefusedAndLogged(String method, String path) {
        // When
        OperatorClient.Reply other = operator.call(method, path, null, "scp_another");

        // Then
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(stack.relay().log()).contains("Operator call refused").doesNotContain("scp_another");
    }

    @Test
    void anEndpointIsMadeChangedDisabledAndDeletedWithoutARestart() {
        // When
        OperatorClient.Reply made = stack.create("crud", "\"events\":[\"token_created\"]");
        TokenEvent wanted = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        TokenEvent filtered = stack.source().writeOne(EventType.TOKEN_RETRIEVED, "google");
        stack.awaitArrived("crud", wanted.id().value());
        OperatorClient.Reply changed =
                operator.call("PATCH", "/endpoints/crud", "{\"events\":[\"token_retrieved\"]}", OperatorClient.KEY);
        TokenEvent later = stack.source().writeOne(EventType.TOKEN_RETRIEVED, "google");
        stack.awaitArrived("crud", later.id().value());
        OperatorClient.Reply disabled = operator.post("/endpoints/crud/disable", "{\"reason\":\"maintenance\"}");
        TokenEvent waiting = stack.source().writeOne(EventType.TOKEN_RETRIEVED, "google");
        OperatorClient.Reply enabled = operator.post("/endpoints/crud/enable", null);
        stack.awaitArrived("crud", waiting.id().value());
        OperatorClient.Reply deleted = operator.call("DELETE", "/endpoints/crud", null, OperatorClient.KEY);

        // Then
        assertThat(made.status()).isEqualTo(201);
        assertThat(stack.arrivals("crud", filtered.id().value())).isEmpty();
        assertThat(changed.data().path("events").toString()).isEqualTo("[\"token_retrieved\"]");
        assertThat(disabled.data().path("disabled_reason").asText()).isEqualTo("maintenance");
        assertThat(enabled.data().path("enabled").asBoolean()).isTrue();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(operator.get("/endpoints/crud").status()).isEqualTo(404);
    }

    @Test
    void aSecretIsShownOnceAndEachChangeLeavesAnEvent() {
        // When
        String secret = stack.givenSecret("secretive", "");
        OperatorClient.Reply shown = operator.get("/endpoints/secretive");
        assertThat(operator.call("DELETE", "/endpoints/secretive", null, OperatorClient.KEY)
                        .status())
                .isEqualTo(200);

        // Then
        assertThat(secret).startsWith("whsec_");
        assertThat(shown.data().path("signed").asBoolean()).isTrue();
        assertThat(shown.body().toString()).doesNotContain(secret);
        assertThat(stack.recordsOf(Topics.OPERATOR_EVENTS))
                .anyMatch(
                        text -> text.contains("\"action\":\"created\"") && text.contains("\"endpoint\":\"secretive\""))
                .anyMatch(
                        text -> text.contains("\"action\":\"deleted\"") && text.contains("\"endpoint\":\"secretive\""))
                .noneMatch(text -> text.contains(secret));
        assertThat(stack.recordsOf(Topics.WEBHOOK_ENDPOINTS))
                .anyMatch(text -> text.contains("\"secret\":"))
                .noneMatch(text -> text.contains(secret));
        assertThat(stack.relay().log()).doesNotContain(secret);
    }

    @Test
    void anEndpointThatIsSlowToLeaveHoldsUpNoOther() throws InterruptedException {
        // Given
        CountDownLatch released = new CountDownLatch(1);
        stack.given("leaving", "");
        stack.receiver().answer(webhook -> {
            if ("leaving".equals(webhook.header("x-endpoint"))) {
                awaitQuietly(released);
            }
            return Receiver.Answer.of(200);
        });
        TokenEvent inFlight = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        stack.awaitArrived("leaving", inFlight.id().value());

        // When
        assertThat(operator.call("DELETE", "/endpoints/leaving", null, OperatorClient.KEY)
                        .status())
                .isEqualTo(200);
        stack.given("arriving", "");
        TokenEvent next = stack.source().writeOne(EventType.TOKEN_CREATED, "google");

        // Then (a lane may take 20 s to finish what is in flight)
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !stack.arrivals("arriving", next.id().value()).isEmpty());
        released.countDown();
    }

    @Test
    void aTestIsSentAtOnceAndShowsWhatWasSigned() {
        // Given
        String secret = stack.givenSecret("tried", "");

        // When
        OperatorClient.Reply reply = operator.post("/endpoints/tried/test", null);

        // Then
        assertThat(reply.data().path("delivered").asBoolean()).isTrue();
        assertThat(reply.data().path("status").asInt()).isEqualTo(200);
        assertThat(reply.data().path("duration_ms").isNumber()).isTrue();
        String body = reply.data().path("body").asText();
        assertThat(body).contains("\"event_type\":\"test\"");
        assertThat(reply.data().path("headers").path("X-SCP-Signature").asText())
                .isEqualTo(Signatures.legacy(new Secret(secret), body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRotatedSecretFailsNoDeliveryOfEitherKindOfReceiver() {
        // Given
        String first = stack.givenSecret("rotated", "");

        // When
        OperatorClient.Reply rotated = operator.post("/endpoints/rotated/rotate-secret", "{\"overlap\":\"1h\"}");
        String second = rotated.data().path("secret").asText();
        TokenEvent during = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        stack.awaitArrived("rotated", during.id().value());
        OperatorClient.Reply ended = operator.post("/endpoints/rotated/rotate-secret", "{\"overlap\":\"0s\"}");
        TokenEvent after = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        stack.awaitArrived("rotated", after.id().value());

        // Then
        Receiver.Webhook inOverlap =
                stack.arrivals("rotated", during.id().value()).get(0);
        assertThat(inOverlap.header("webhook-signature"))
                .isEqualTo(standard(second, inOverlap) + " " + standard(first, inOverlap));
        assertThat(inOverlap.header("x-scp-signature")).isEqualTo(legacy(first, inOverlap));
        Receiver.Webhook later = stack.arrivals("rotated", after.id().value()).get(0);
        String third = ended.data().path("secret").asText();
        assertThat(later.header("webhook-signature")).isEqualTo(standard(third, later));
        assertThat(later.header("x-scp-signature")).isEqualTo(legacy(third, later));
    }

    @Test
    void anEndpointMayBeginInThePast() {
        // Given
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<String> ids = stack.source().write(20);

        // When
        stack.given("backfilled", "\"start_from\":\"" + start + "\"");

        // Then
        await().atMost(OperatedRelay.SOON)
                .until(() -> ids.stream()
                        .allMatch(id -> stack.arrivals("backfilled", id).size() == 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/endpoints | {'id':'bad id','url':'http://127.0.0.1/'} | INVALID_REQUEST | an endpoint id is 1 to 63",
                "/endpoints | {'id':'inside','url':'http://10.0.0.1/'} | INVALID_REQUEST | no address that",
                "/endpoints | {'id':'nowhere','url':'http://no-such-host.invalid/'} | INVALID_REQUEST | does not resolve",
                "/endpoints | {'id':'x','url':'ftp://127.0.0.1/'} | INVALID_REQUEST | https://",
                "/endpoints | {'id':'strict','url':'http://127.0.0.1/'} | CONFLICT | There is an endpoint of this id",
                "/endpoints | {'id':'x','surprise':1} | INVALID_REQUEST | takes only",
                "/endpoints | {not json | INVALID_REQUEST | JSON",
                "/endpoints | {'id':'x','url':'http://127.0.0.1/','events':['token_eaten']} | INVALID_REQUEST | token_created",
                "/endpoints | {'id':'x','url':'http://127.0.0.1/','secret':'whsec_%%%'} | INVALID_REQUEST | base64",
                "/endpoints/none/test | | NOT_FOUND | no endpoint",
                "/endpoints/none/disable | {} | NOT_FOUND | no endpoint",
                "/endpoints/strict/rotate-secret | {'overlap':'100d'} | INVALID_REQUEST | 0s to 30d",
            })
    void badInputIsNamedAndChangesNothing(String path, @Nullable String body, String code, String words) {
        // Given
        if (operator.get("/endpoints/strict").status() == 404) {
            stack.given("strict", "");
        }
        long written = stack.endOf(Topics.WEBHOOK_ENDPOINTS);

        // When
        OperatorClient.Reply reply = operator.post(path, body == null ? null : body.replace('\'', '"'));

        // Then
        assertThat(reply.code()).as(reply.body().toString()).isEqualTo(code);
        assertThat(reply.message()).contains(words);
        assertThat(stack.endOf(Topics.WEBHOOK_ENDPOINTS)).isEqualTo(written);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String standard(String secret, Receiver.Webhook webhook) {
        return Signatures.standard(
                List.of(new Secret(secret)),
                webhook.id(),
                Long.parseLong(String.valueOf(webhook.header("webhook-timestamp"))),
                webhook.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String legacy(String secret, Receiver.Webhook webhook) {
        return Signatures.legacy(new Secret(secret), webhook.body().getBytes(StandardCharsets.UTF_8));
    }
}
