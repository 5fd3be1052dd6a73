package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecontext.events.EventType;
import org.securecontext.events.Topics;

/** Replays by two relays against a real broker: what is delivered again, once each, and over kills. */
@ExtendWith(OperatedRelay.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {

    private static final int WINDOW = 1024 * 16;
    private static final int CAP = 3;

    private final OperatedRelay stack;
    private final OperatorClient operator;
    private final RelayProcess second;
    private final ReplayReceiver receiver = new ReplayReceiver();
    private final ReplayCalls replays;

    ReplayIT(OperatedRelay stack) {
        this.stack = stack;
        this.operator = stack.operator();
        this.replays = new ReplayCalls(operator);
        this.second = stack.another(Map.of("SCP_WEBHOOK_REPLAY_LIMIT", Integer.toString(CAP)));
    }

    @BeforeAll
    void start() {
        for (String endpoint : List.of("one", "two", "three")) {
            stack.given(endpoint, receiver.url(), "\"events\":[\"*\"]");
        }
        second.awaitReady();
    }

    @AfterAll
    void stop() {
        stack.deleteEndpoints();
        second.close();
        receiver.close();
    }

    @Test
    void aRangeIsDeliveredAgainOnceToOneEndpointWhileLiveDeliveryGoesOn() {
        replayExactly(600, 1_000);
    }

    @Test
    @Tag("chaos")
    void anHourAmongAHundredThousandEventsIsDeliveredAgainOnce() {
        replayExactly(35_000, 30_000);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aReplayKilledTwiceMissesNothing() {
        replayOverKills(2_000, 2);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @Tag("chaos")
    void aReplayKilledTenTimesMissesNothing() {
        replayOverKills(8_000, 10);
    }

    @Test
    void aFilterReplaysWhatFitsAlone() {
        // Given
        Instant from = ReplayReceiver.tick();
        List<String> created = Stream.generate(() -> stack.source().writeOne(EventType.TOKEN_CREATED, "google"))
                .limit(20)
                .map(event -> event.id().value())
                .toList();
        List<String> retrieved = stack.source().write(20);
        receiver.awaitLive(created, retrieved);
        receiver.forgetReplayed();

        // When
        String job = replays.start("two", from, ",\"event_types\":[\"token_created\"]");

        // Then
        replays.awaitState(job, "completed");
        assertThat(receiver.replayed().keySet()).isEqualTo(ReplayReceiver.keys("two", created));
        assertThat(stack.recordsOf(Topics.OPERATOR_EVENTS)).anyMatch(text -> text.contains("\"event_types\""));
    }

    @Test
    void aReplayIsPausedResumedAndCancelled() {
        // Given
        Instant from = ReplayReceiver.tick();
        List<String> ids = stack.source().write(400);
        receiver.awaitLive(ids);
        receiver.forgetReplayed();
        String job = replays.start("two", from, ",\"rate\":40");
        await().atMost(OperatedRelay.SOON).until(() -> receiver.replayed().size() > 5);

        // When
        String paused = replays.change(job, "pause");
        await().atMost(OperatedRelay.SOON).during(Duration.ofSeconds(1)).until(receiver::isStill);
        int whenPaused = receiver.replayed().size();
        String resumed = replays.change(job, "resume");
        await().atMost(OperatedRelay.SOON).until(() -> receiver.replayed().size() > whenPaused + 5);
        String cancelled = replays.change(job, "cancel");
        await().atMost(OperatedRelay.SOON).during(Duration.ofSeconds(1)).until(receiver::isStill);

        // Then
        assertThat(List.of(paused, resumed, cancelled)).containsExactly("paused", "running", "cancelled");
        assertThat(receiver.replayed().size()).isLessThan(ids.size());
        assertThat(operator.post("/replays/" + job + "/resume", null).code()).isEqualTo("CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({
        "none, -10, 0, NOT_FOUND, no endpoint",
        "two, 0, -10, INVALID_REQUEST, from is before to",
        "two, 10, 20, INVALID_REQUEST, from is before to and before now",
        "'', -10, 0, MISSING_PARAMETER, endpoint is needed"
    })
    void aBadRangeIsNamed(String endpoint, int fromMinutes, int toMinutes, String code, String words) {
        // Given
        Instant now = Instant.now();

        // When
        OperatorClient.Reply reply = operator.post(
                "/replays",
                ReplayCalls.request(
                        endpoint, now.plusSeconds(fromMinutes * 60L), now.plusSeconds(toMinutes * 60L), ""));

        // Then
        assertThat(reply.code()).as(reply.body().toString()).isEqualTo(code);
        assertThat(reply.message()).contains(words);
        assertThat(operator.get("/replays").data().toString()).doesNotContain("\"running\"");
    }

    @Test
    void moreThanTheCapIsRefusedWithTheNumberOfRecords() {
        // Given
        Instant from = ReplayReceiver.tick();
        List<String> ids = stack.source().write(CAP + 1);

        // When
        OperatorClient.Reply reply =
                new OperatorClient(second).post("/replays", ReplayCalls.request("two", from, null, ""));

        // Then
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
        assertThat(reply.message()).contains("SCP_WEBHOOK_REPLAY_LIMIT").contains("at most " + CAP);
        assertThat(reply.body().path("error").path("details").path("records").asInt())
                .isEqualTo(ids.size());
    }

    @Test
    void aRangeBeforeTheRetentionIsRefusedWithTheTimeFromWhichDataExists() throws Exception {
        // Given
        Instant from = ReplayReceiver.tick();
        receiver.awaitLive(List.of(writeOneTo(0)));
        Instant next = ReplayReceiver.tick();
        receiver.awaitLive(List.of(writeOneTo(0)));
        stack.deleteEventsBefore(next, 0);

        // When
        OperatorClient.Reply replay = operator.post("/replays", ReplayCalls.request("two", from, null, ""));
        OperatorClient.Reply backfill = stack.create("backfilling", "\"start_from\":\"" + from + "\"");

        // Then
        for (OperatorClient.Reply reply : List.of(replay, backfill)) {
            assertThat(reply.code()).as(reply.body().toString()).isEqualTo("INVALID_REQUEST");
            assertThat(reply.message()).contains("they begin at");
            assertThat(Instant.parse(reply.body()
                            .path("error")
                            .path("details")
                            .path("data_from")
                            .asText()))
                    .isAfterOrEqualTo(next.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    @Order(1)
    void aPartitionWithoutEventsHasLostWhatIsOlderThanTheRetention() throws Exception {
        // Given
        receiver.awaitLive(List.of(writeOneTo(1)));
        stack.deleteEventsBefore(ReplayReceiver.tick(), 1);
        Instant now = Instant.now();

        // When
        OperatorClient.Reply within = dryRun(now.minus(29, ChronoUnit.DAYS));
        OperatorClient.Reply before = dryRun(now.minus(31, ChronoUnit.DAYS));
        // From here on the partition has an oldest event again, which no range of another test is older than.
        receiver.awaitLive(List.of(writeOneTo(1)));

        // Then
        assertThat(within.status()).as(within.body().toString()).isEqualTo(200);
        assertThat(before.code()).as(before.body().toString()).isEqualTo("INVALID_REQUEST");
        assertThat(before.message()).contains("they begin at");
    }

    private String writeOneTo(int partition) {
        return stack.source()
                .writeOneTo(partition, EventType.TOKEN_RETRIEVED)
                .id()
                .value();
    }

    private OperatorClient.Reply dryRun(Instant from) {
        return operator.post("/replays", ReplayCalls.request("two", from, null, ",\"dry_run\":true"));
    }

    private void replayExactly(int outside, int inside) {
        // Given
        List<String> before = stack.source().write(outside);
        Instant from = ReplayReceiver.tick();
        List<String> range = stack.source().write(inside);
        Instant to = ReplayReceiver.tick();
        List<String> after = stack.source().write(outside);
        receiver.awaitLive(before, range, after);
        receiver.forgetReplayed();
        OperatorClient.Reply counted =
                operator.post("/replays", ReplayCalls.request("two", from, to, ",\"dry_run\":true"));

        // When
        String job = replays.start("two", from, to, ",\"rate\":5000");
        List<String> meanwhile = stack.source().write(500);

        // Then
        assertThat(counted.data().path("events").asInt()).isEqualTo(inside);
        receiver.awaitLive(meanwhile);
        replays.awaitState(job, "completed");
        assertThat(receiver.replayed().keySet()).isEqualTo(ReplayReceiver.keys("two", range));
        assertThat(receiver.replayed().values()).allMatch(count -> count.get() == 1);
        assertThat(receiver.jobs()).containsExactly(job);
    }

    private void replayOverKills(int events, int kills) {
        // Given
        Random random = new Random();
        String discarded = stack.discardALetter("one");
        Instant from = ReplayReceiver.tick();
        List<String> range = stack.source().write(events);
        receiver.awaitLive(range);
        receiver.forgetReplayed();
        String job = replays.start("two", from, ",\"rate\":" + events / 8);

        // When
        for (int kill = 0; kill < kills; kill++) {
            int share = events / (kills + 1);
            int point = share * kill + share / 4 + random.nextInt(share / 2);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> receiver.replayed().size() >= point);
            RelayProcess killed = kill % 2 == 0 ? second : stack.relay();
            killed.kill();
            killed.relaunch();
        }
        stack.relay().awaitReady();
        second.awaitReady();

        // Then
        replays.awaitState(job, "completed");
        assertThat(receiver.replayed().keySet()).isEqualTo(ReplayReceiver.keys("two", range));
        assertThat(receiver.repeats()).isLessThanOrEqualTo(kills * WINDOW);
        await().atMost(OperatedRelay.SOON)
                .until(() -> stack.stateOfLetter(discarded).equals("discarded"));
        System.out.printf("replay over %d kills: %d events, 0 lost, %d repeats%n", kills, events, receiver.repeats());
    }
}
