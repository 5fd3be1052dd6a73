package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** kill -9 of the relay under load: nothing is lost, and what comes twice is bounded and carries its id. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

    private static final int PER_ROUND = 800;
    private static final int BEFORE_KILL = 500;

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void fiveKillsLoseNothing() {
        survive(5);
    }

    @Test
    @Tag("chaos")
    void fiftyKillsLoseNothing() {
        survive(50);
    }

    @Test
    void theCheckFindsALoss() {
        // Given
        Deliveries deliveries = new Deliveries(List.of("a", "b", "c"));

        // When, Then
        assertThatThrownBy(() -> deliveries.assertNoneLost(java.util.Set.of("a", "c")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("b");
    }

    private void survive(int kills) {
        // Given
        Random random = new Random();
        List<String> written = new ArrayList<>();
        try (Receiver receiver = new Receiver().countingOnly();
                EventSource source = prepared(receiver);
                RelayProcess relay =
                        RelayProcess.start(kafka.bootstrapServers(), RelayProcess.deliveringTo(receiver.url()))) {
            // When
            for (int kill = 0; kill < kills; kill++) {
                int acknowledgedBefore = receiver.acknowledged().size();
                written.addAll(source.write(PER_ROUND));
                int enough = acknowledgedBefore + BEFORE_KILL + random.nextInt(200);
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> receiver.acknowledged().size() >= enough);
                relay.kill();
                relay.restart();
            }

            // Then
            Deliveries deliveries = new Deliveries(written);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            deliveries.assertNoneLost(receiver.acknowledged().keySet()));
            assertThat(receiver.repeats()).isLessThanOrEqualTo(kills * PER_ROUND);
            System.out.printf(
                    "%d kills: %d events, 0 lost, %d repeats (%.1f per kill)%n",
                    kills, written.size(), receiver.repeats(), receiver.repeats() / (double) kills);
        }
    }

    /** The topics exist before the first event; a source alone creates none. */
    private EventSource prepared(Receiver receiver) {
        RelayProcess first = RelayProcess.start(kafka.bootstrapServers(), RelayProcess.deliveringTo(receiver.url()));
        assertThat(first.terminate(Duration.ofSeconds(30))).isTrue();
        first.close();
        return new EventSource(kafka.bootstrapServers());
    }

    /** The events that must arrive. */
    private record Deliveries(List<String> written) {

        void assertNoneLost(java.util.Set<String> acknowledged) {
            assertThat(acknowledged).containsAll(written);
        }
    }
}
