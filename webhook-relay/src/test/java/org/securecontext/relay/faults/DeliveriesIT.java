package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecontext.events.EventType;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.Topics;

/** Deliveries as the attempt log tells them, against a real broker. The relay keeps 160 attempts in memory. */
@ExtendWith(OperatedRelay.Shared.class)
class DeliveriesIT {

    private final OperatedRelay stack;
    private final OperatorClient operator;

    DeliveriesIT(OperatedRelay stack) {
        this.stack = stack;
        this.operator = stack.operator();
    }

    @AfterAll
    static void clear(OperatedRelay stack) {
        stack.deleteEndpoints();
    }

    @Test
    void aDeliveryIsFoundByItsFactsAndSentAgain() {
        // Given
        stack.given("resent", "");
        TokenEvent event = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        stack.awaitArrived("resent", event.id().value());
        String search = "/deliveries?endpoint=resent&status=delivered&session_id=" + event.subject() + "&event_id="
                + event.id();
        await().atMost(OperatedRelay.SOON).until(() -> found(search).size() == 1);

        // When
        OperatorClient.Reply reply = operator.post("/deliveries/resent/" + event.id() + "/resend", null);

        // Then
        assertThat(reply.status()).isEqualTo(202);
        await().atMost(OperatedRelay.SOON)
                .until(() -> stack.arrivals("resent", event.id().value()).size() == 2);
        await().atMost(OperatedRelay.SOON)
                .until(() -> found(search).get(0).path("attempts").size() == 2);
        assertThat(found("/deliveries?endpoint=another&event_id=" + event.id())).isEmpty();
        assertThat(stack.recordsOf(Topics.OPERATOR_EVENTS))
                .anyMatch(text -> text.contains(event.id().value()) && text.contains("\"endpoint\":\"resent\""));
    }

    @Test
    void aSearchLeavesOutWhatDiffersInAnyFact() {
        // Given
        stack.given("fitting", "");
        TokenEvent event = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        await().atMost(OperatedRelay.SOON)
                .until(() -> found("/deliveries?endpoint=fitting").size() == 1);

        // When, Then
        for (String other : List.of(
                "status=dead",
                "status=retry",
                "event_id=token_created_another_1-0",
                "session_id=another",
                "to=2026-01-01T00:00:00Z",
                "from=2100-01-01T00:00:00Z")) {
            assertThat(found("/deliveries?endpoint=fitting&" + other)).as(other).isEmpty();
        }
        assertThat(found("/deliveries?endpoint=fitting&status=delivered&event_id=" + event.id() + "&session_id="
                        + event.subject() + "&from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z"))
                .hasSize(1);
    }

    @Test
    void pagesHoldEachDeliveryOnceFromNewToOld() {
        // Given
        stack.given("paged", "");
        List<String> ids = stack.source().write(5);
        await().atMost(OperatedRelay.SOON)
                .until(() -> found("/deliveries?endpoint=paged").size() == 5);

        // When
        List<String> paged = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = operator.get("/deliveries?endpoint=paged&limit=2&cursor=" + cursor)
                    .data();
            page.path("deliveries").forEach(delivery -> {
                paged.add(delivery.path("event").path("id").asText());
                times.add(Instant.parse(delivery.path("last_at").asText()));
            });
            cursor = page.path("next_cursor").asText();
        } while (!cursor.isEmpty());

        // Then
        assertThat(paged).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void whatMemoryNoLongerHoldsIsReadFromTheTopic() {
        // Given
        stack.given("older", "");
        Instant start = Instant.now().minusMillis(1);
        TokenEvent first = stack.source().writeOne(EventType.TOKEN_CREATED, "google");
        stack.awaitArrived("older", first.id().value());
        String search = "/deliveries?endpoint=older&event_id=" + first.id();
        List<String> later = stack.source().write(200);

        // When
        await().atMost(OperatedRelay.SOON)
                .until(() -> stack.arrivals("older", later.get(199)).size() == 1);
        await().atMost(OperatedRelay.SOON).until(() -> found(search).isEmpty());
        List<JsonNode> older = found(search + "&from=" + start);

        // Then
        assertThat(operator.get(search).data().path("searched_since").asText()).isNotEmpty();
        assertThat(older).hasSize(1);
        assertThat(older.get(0).path("status").asText()).isEqualTo("delivered");
    }

    @ParameterizedTest
    @CsvSource({
        "status=lost, status takes one of",
        "cursor=xx, cursor takes",
        "limit=0, limit takes 1 to 500",
        "limit=many, limit",
        "from=today, from takes a UTC time",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from is before to"
    })
    void badParametersAreNamed(String parameters, String words) {
        // When
        OperatorClient.Reply reply = operator.get("/deliveries?" + parameters);

        // Then
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(reply.message()).contains(words);
    }

    @Test
    void anUnknownDeliveryIsNotSent() {
        // Given
        stack.given("unsent", "");

        // When, Then
        assertThat(operator.post("/deliveries/none/x_y_1/resend", null).code()).isEqualTo("NOT_FOUND");
        assertThat(operator.post("/deliveries/unsent/x_y_1/resend", null).code())
                .isEqualTo("NOT_FOUND");
    }

    private List<JsonNode> found(String search) {
        List<JsonNode> found = new ArrayList<>();
        operator.get(search).data().path("deliveries").forEach(found::add);
        return found;
    }
}
