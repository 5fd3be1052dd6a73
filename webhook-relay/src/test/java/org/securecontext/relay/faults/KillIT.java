package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.relay.faults.EventSource.Appended;

/** The end of a relay under load, by kill -9 and by SIGTERM: nothing is lost, and what comes twice is what a kill explains. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final int PER_ROUND = 800;
    private static final int BEFORE_KILL = 500;

    /** Small enough that a slow answer fills a window. */
    private static final int SPAN = 32;

    private final KafkaProcess kafka = KafkaProcess.start(
            KafkaOptions.in(TestBackends.newDirectory("kafka")).with("group.min.session.timeout.ms", "1000"));
    private final Receiver receiver = new Receiver().countingOnly();
    private final RelayProcess relay = launch(Map.of());
    private EventSource source;
    private Group group;
    private DeliveryCheck check;

    @BeforeAll
    void start() {
        relay.awaitReady();
        source = new EventSource(kafka.bootstrapServers());
        group = new Group(kafka.bootstrapServers(), "default");
        receiver.answer(webhook -> ThreadLocalRandom.current().nextInt(50) == 0
                ? Receiver.Answer.of(200).after(Duration.ofMillis(300))
                : Receiver.Answer.of(200));
    }

    @BeforeEach
    void checkAnew() {
        check = new DeliveryCheck(SPAN);
    }

    @AfterAll
    void stop() {
        group.close();
        source.close();
        relay.close();
        receiver.close();
        kafka.close();
    }

    @Test
    void fiveKillsLoseNothingAndRepeatOnlyWhatWasNotCommitted() {
        // When
        for (int kill = 0; kill < 5; kill++) {
            loadUntilAcknowledged(
                    PER_ROUND, BEFORE_KILL + ThreadLocalRandom.current().nextInt(200));
            kill(relay);
            relay.restart();
        }

        // Then
        assertAllArrived("5 kills");
    }

    @Test
    void anOrderlyStopUnderLoadRepeatsNothing() {
        // Given
        loadUntilAcknowledged(PER_ROUND, 300);

        // When
        boolean inTime = relay.terminate(Duration.ofSeconds(30));
        relay.restart();

        // Then
        assertThat(inTime).isTrue();
        assertAllArrived("1 orderly stop");
        assertThat(check.repeats(receiver.acknowledged())).isZero();
    }

    @Test
    void theCheckNamesAPlantedLossAndAPlantedRepeat() {
        // Given
        List<Appended> delivered = source.append(200);
        await().atMost(SOON).until(() -> receiver.hasAcknowledged(delivered));
        assertThat(relay.terminate(Duration.ofSeconds(30))).isTrue();
        List<Appended> missed = source.append(50);
        check.expect(delivered);
        check.expect(missed);

        // When
        Appended lost = missed.get(0);
        Appended repeated = delivered.stream()
                .filter(event -> event.partition() != lost.partition())
                .findFirst()
                .orElseThrow();
        group.move(Map.of(lost.partition(), lost.offset() + 1, repeated.partition(), repeated.offset()));
        relay.restart();

        // Then
        await().atMost(SOON)
                .until(() -> receiver.acknowledgements(repeated.id()) == 2
                        && receiver.hasAcknowledged(missed.stream()
                                .filter(event -> event.partition() != lost.partition())
                                .toList()));
        assertThatThrownBy(() -> check.assertNoneLost(receiver.acknowledged()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(lost.id());
        assertThatThrownBy(() -> check.assertEachRepeatIsExplained(receiver.acknowledged()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(repeated.id());
    }

    /**
     * One after the other of three is killed and comes back while the others go on. Nothing else runs beside the long runs, so
     * that three seconds are enough to be heard of.
     */
    @Test
    @Tag("chaos")
    void fiftyKillsLoseNothingAndRepeatOnlyWhatWasNotCommitted() {
        // Given
        relay.close();
        try (RelayProcess first = launch(Map.of("SCP_WEBHOOK_SESSION_TIMEOUT", "3s"));
                RelayProcess second = launch(Map.of("SCP_WEBHOOK_SESSION_TIMEOUT", "3s"));
                RelayProcess third = launch(Map.of("SCP_WEBHOOK_SESSION_TIMEOUT", "3s"))) {
            List<RelayProcess> relays = new ArrayList<>(List.of(first, second, third));
            relays.forEach(RelayProcess::awaitReady);

            // When
            for (int kill = 0; kill < 50; kill++) {
                loadUntilAcknowledged(200, 100 + ThreadLocalRandom.current().nextInt(100));
                RelayProcess victim = relays.remove(0);
                relays.get(0).awaitReady();
                kill(victim);
                victim.relaunch();
                relays.add(victim);
            }

            // Then
            assertAllArrived("50 kills of 3 relays");
        }
    }

    private RelayProcess launch(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(RelayProcess.deliveringTo(receiver.url()));
        environment.putAll(more);
        environment.put("SCP_WEBHOOK_LANES_WINDOW_SPAN", Integer.toString(SPAN));
        return RelayProcess.launch(kafka.bootstrapServers(), environment);
    }

    /** Writes events and returns when so many more are acknowledged. */
    private void loadUntilAcknowledged(int events, int more) {
        int enough = receiver.acknowledged().size() + more;
        check.expect(source.append(events));
        await().atMost(SOON)
                .pollInterval(OFTEN)
                .until(() -> receiver.acknowledged().size() >= enough);
    }

    /** kill -9, once all is committed that the last kill found acknowledged. */
    private void kill(RelayProcess victim) {
        await().atMost(SOON).pollInterval(OFTEN).until(() -> check.isCommittedSinceLastKill(group.positions()));
        Map<Integer, Long> committed = group.positions();
        victim.kill();
        check.killed(committed, receiver.acknowledged());
    }

    private void assertAllArrived(String what) {
        await().atMost(SOON).untilAsserted(() -> check.assertNoneLost(receiver.acknowledged()));
        check.assertEachRepeatIsExplained(receiver.acknowledged());
        System.out.printf(
                "%s: %d events, 0 lost, %d repeats, at most %d delivered and not committed at a kill%n",
                what, check.expected(), check.repeats(receiver.acknowledged()), check.mostUncommitted());
    }
}
