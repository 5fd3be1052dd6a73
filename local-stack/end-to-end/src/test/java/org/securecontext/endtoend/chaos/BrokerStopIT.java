package org.securecontext.endtoend.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka away under load: calls go on, the outbox grows, and afterwards the topic has no gap. */
@Tag("chaos")
class BrokerStopIT {

    private static final Duration STOPPED = Duration.ofMinutes(1);

    @Test
    void aBrokerStoppedForAMinuteLeavesNoGap() throws IOException {
        // Given
        try (EvidenceTrial trial = EvidenceTrial.start(Seeds.printed("broker stop"), 1)) {
            trial.awaitRandomPoint();
            long before = trial.load().operations().acknowledged();

            // When
            trial.gateway().kafka().close();
            long stopped = System.nanoTime();
            await("for the minute without broker")
                    .atMost(STOPPED.plusSeconds(5))
                    .until(() -> System.nanoTime() - stopped > STOPPED.toNanos());
            long during = trial.load().operations().acknowledged() - before;
            long waiting = trial.gateway().outboxDepth();
            trial.gateway().kafka().restart();
            trial.awaitRandomPoint();

            // Then
            assertThat(during).as("acknowledged without a broker").isGreaterThan(500);
            trial.assertEvidence("broker stopped 60 s, " + during + " acknowledged meanwhile, " + waiting + " waiting");
        }
    }
}
