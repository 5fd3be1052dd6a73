package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** Relays that come and go, and a broker that is killed, while events keep coming. */
@Tag("chaos")
class ScaleIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int SPAN = 1024;
    private static final int IN_FLIGHT = 64;
    private static final int PART = 2_000;

    private final KafkaProcess kafka = KafkaProcess.start(
            KafkaOptions.in(TestBackends.newDirectory("kafka")).with("group.min.session.timeout.ms", "1000"));
    private final Receiver receiver = new Receiver().countingOnly();
    private final DeliveryCheck check = new DeliveryCheck(SPAN);
    private final AtomicBoolean loading = new AtomicBoolean(true);
    private final RelayProcess first = launch();
    private final RelayProcess second = launch();
    private EventSource source;
    private Thread load;

    @BeforeEach
    void start() {
        first.awaitReady();
        second.awaitReady();
        source = new EventSource(kafka.bootstrapServers());
        load = new Thread(this::writeWhatIsTaken, "load");
        load.start();
        awaitAnotherPart();
    }

    @AfterEach
    void stop() {
        loading.set(false);
        source.close();
        first.close();
        second.close();
        receiver.close();
        kafka.close();
    }

    @Test
    void twoRelaysBecomeFourAndTwoAgainWithoutALoss() throws InterruptedException {
        // When
        try (RelayProcess third = launch();
                RelayProcess fourth = launch()) {
            third.awaitReady();
            fourth.awaitReady();
            awaitAnotherPart();
            List<RelayProcess> all = List.of(first, second, third, fourth);
            await().atMost(SOON).until(() -> all.stream().allMatch(relay -> delivered(relay) > 0));
            assertThat(first.terminate(Duration.ofSeconds(30))).isTrue();
            awaitAnotherPart();
            assertThat(third.terminate(Duration.ofSeconds(30))).isTrue();
            awaitAnotherPart();
            awaitAllArrived();
        }

        // Then
        int repeats = check.repeats(receiver.acknowledged());
        System.out.printf("2 to 4 to 2 relays: %d events, 0 lost, %d repeats%n", check.expected(), repeats);
        assertThat(repeats).isLessThanOrEqualTo(4 * IN_FLIGHT);
    }

    @Test
    void aBrokerThatIsKilledAndComesBackCostsNoEvent() throws InterruptedException {
        // When
        Map<Integer, Long> committed;
        try (Group group = new Group(kafka.bootstrapServers(), "default")) {
            committed = group.positions();
        }
        kafka.kill();
        synchronized (check) {
            check.killed(committed, receiver.acknowledged());
        }
        kafka.respawn();
        kafka.awaitReady();
        awaitAnotherPart();
        awaitAllArrived();

        // Then
        check.assertEachRepeatIsExplained(receiver.acknowledged());
        System.out.printf(
                "broker killed: %d events, 0 lost, %d repeats%n",
                check.expected(), check.repeats(receiver.acknowledged()));
    }

    private RelayProcess launch() {
        Map<String, String> environment = new HashMap<>(RelayProcess.deliveringTo(receiver.url()));
        environment.put("SCP_WEBHOOK_SESSION_TIMEOUT", "3s");
        return RelayProcess.launch(kafka.bootstrapServers(), environment);
    }

    /** Writes on as long as not too much waits. */
    private void writeWhatIsTaken() {
        while (loading.get()) {
            List<EventSource.Appended> events = source.append(50);
            synchronized (check) {
                check.expect(events);
            }
            await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> !loading.get() || waiting() < 400);
        }
    }

    private int waiting() {
        synchronized (check) {
            return check.expected() - receiver.acknowledged().size();
        }
    }

    private void awaitAnotherPart() {
        int enough = receiver.acknowledged().size() + PART;
        await().atMost(SOON).until(() -> receiver.acknowledged().size() >= enough);
    }

    private void awaitAllArrived() throws InterruptedException {
        loading.set(false);
        load.join();
        await().atMost(SOON).untilAsserted(() -> check.assertNoneLost(receiver.acknowledged()));
    }

    private static double delivered(RelayProcess relay) {
        return relay.metric("scp_webhook_attempts_total", "outcome=\"delivered\"");
    }
}
