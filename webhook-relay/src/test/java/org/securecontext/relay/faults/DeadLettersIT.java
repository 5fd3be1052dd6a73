package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.Topics;

/** Dead letters in the operator's hands, against a real broker. */
@ExtendWith(OperatedRelay.Shared.class)
class DeadLettersIT {

    private static final String ONE_ATTEMPT = "\"retry\":{\"count\":0,\"redelivery\":\"none\"}";

    private final OperatedRelay stack;
    private final OperatorClient operator;

    DeadLettersIT(OperatedRelay stack) {
        this.stack = stack;
        this.operator = stack.operator();
    }

    @AfterEach
    void behave() {
        stack.receiver().answer(webhook -> Receiver.Answer.of(200));
        stack.deleteEndpoints();
    }

    @Test
    void aLetterIsShownWithItsCauseAndPayloadAndRedeliveredOnce() {
        // Given
        TokenEvent event = dead("dying", 1).get(0);
        String id = open("dying").get(0);

        // When
        JsonNode look = operator.get("/dead-letters/" + id).data();
        OperatorClient.Reply redelivered = operator.post("/dead-letters/" + id + "/redeliver", null);

        // Then
        assertThat(look.path("dead_letter").path("event_id").asText())
                .isEqualTo(event.id().value());
        assertThat(look.path("dead_letter").path("cause").asText()).isEqualTo("attempts_used_up");
        assertThat(look.path("dead_letter").path("offset").isNumber()).isTrue();
        assertThat(look.path("payload").asText()).isEqualTo(new String(event.data(), StandardCharsets.UTF_8));
        assertThat(redelivered.status()).isEqualTo(202);
        await().atMost(OperatedRelay.SOON)
                .until(() -> stack.arrivals("dying", event.id().value()).size() == 2);
        assertThat(open("dying")).isEmpty();
        assertThat(operator.post("/dead-letters/" + id + "/redeliver", null).code())
                .isEqualTo("CONFLICT");
    }

    @Test
    void aFilterRedeliversWhatFitsAndNothingElse() {
        // Given
        List<TokenEvent> wanted = dead("filtered", 3);
        List<TokenEvent> others = dead("left", 2);

        // When
        JsonNode done = operator.post("/dead-letters/redeliver", "{\"endpoint\":\"filtered\"}")
                .data();

        // Then
        assertThat(done.path("redelivered").asInt()).isEqualTo(3);
        assertThat(done.path("remaining").asInt()).isZero();
        await().atMost(OperatedRelay.SOON)
                .until(() -> wanted.stream()
                        .allMatch(event ->
                                stack.arrivals("filtered", event.id().value()).size() == 2));
        assertThat(open("left")).hasSize(2);
        assertThat(others)
                .allMatch(event -> stack.arrivals("left", event.id().value()).size() == 1);
    }

    @Test
    void aDiscardedLetterKeepsItsReasonAndIsNeverRedelivered() {
        // Given
        TokenEvent event = dead("discarded", 1).get(0);
        String id = open("discarded").get(0);

        // When
        OperatorClient.Reply discarded =
                operator.post("/dead-letters/" + id + "/discard", "{\"reason\":\"the account is closed\"}");
        OperatorClient.Reply all = operator.post("/dead-letters/redeliver", "{\"endpoint\":\"discarded\"}");

        // Then
        assertThat(discarded.data().path("state").asText()).isEqualTo("discarded");
        assertThat(operator.get("/dead-letters?endpoint=discarded&state=discarded")
                        .data()
                        .path("dead_letters")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("the account is closed");
        assertThat(all.data().path("redelivered").asInt()).isZero();
        assertThat(stack.arrivals("discarded", event.id().value())).hasSize(1);
        assertThat(stack.recordsOf(Topics.OPERATOR_EVENTS))
                .anyMatch(text -> text.contains("the account is closed") && text.contains(id));
    }

    @Test
    void aRecordThatIsNoEventCanOnlyBeDiscarded() {
        // Given
        stack.given("odd", "");
        byte[] bytes = {(byte) 0xc3, 0x28};
        long unused = stack.source().writeRaw(5, bytes, Map.of());
        await().atMost(OperatedRelay.SOON).until(() -> open("odd").size() == 1);
        String id = open("odd").get(0);

        // When
        JsonNode look = operator.get("/dead-letters/" + id).data();
        OperatorClient.Reply redelivered = operator.post("/dead-letters/" + id + "/redeliver", null);

        // Then
        assertThat(look.path("payload_encoding").asText()).isEqualTo("base64");
        assertThat(look.path("payload").asText()).isEqualTo("wyg=");
        assertThat(redelivered.code()).isEqualTo("CONFLICT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/1-999999/redeliver | | NOT_FOUND | no dead letter",
                "/somewhere/redeliver | | INVALID_REQUEST | the form 3-17",
                "/1-999999/discard | {'reason':'x'} | NOT_FOUND | no dead letter",
                "/redeliver | {'state':'lost'} | INVALID_REQUEST | state",
                "/redeliver | {'surprise':'lost'} | INVALID_REQUEST | takes only",
                "/redeliver | {'from':'today'} | INVALID_REQUEST | UTC time",
            })
    void badInputIsNamed(String path, @Nullable String body, String code, String words) {
        // When
        OperatorClient.Reply reply =
                operator.post("/dead-letters" + path, body == null ? null : body.replace('\'', '"'));

        // Then
        assertThat(reply.code()).as(reply.body().toString()).isEqualTo(code);
        assertThat(reply.message()).contains(words);
    }

    /** Events that the endpoint refused for good. */
    private List<TokenEvent> dead(String endpoint, int count) {
        stack.given(endpoint, ONE_ATTEMPT);
        stack.receiver()
                .answer(webhook -> Receiver.Answer.of(endpoint.equals(webhook.header("x-endpoint")) ? 400 : 200));
        List<TokenEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(stack.source().writeOne(EventType.TOKEN_CREATED, "google"));
        }
        await().atMost(OperatedRelay.SOON).until(() -> open(endpoint).size() == count);
        stack.receiver().answer(webhook -> Receiver.Answer.of(200));
        return events;
    }

    private List<String> open(String endpoint) {
        List<String> ids = new ArrayList<>();
        operator.get("/dead-letters?state=open&endpoint=" + endpoint)
                .data()
                .path("dead_letters")
                .forEach(letter -> ids.add(letter.path("id").asText()));
        return ids;
    }
}
