package org.securecontext.endtoend.chaos;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** kill -9 of the proxy and of Redis under load, held against the whole topic. */
class KillIT {

    @Test
    void killsOfProxyAndRedisLoseNothingAndInventNothing() throws IOException {
        // Given
        try (EvidenceTrial trial = EvidenceTrial.start(Seeds.printed("short kills"), 2)) {

            // When
            trial.killProxy(5);
            trial.killRedis(3);

            // Then
            trial.assertEvidence("short kills: 5 of the proxy, 3 of Redis");
        }
    }

    @Test
    @Tag("chaos")
    void fiftyKillsOfTheProxyLoseNothingAndInventNothing() throws IOException {
        // Given
        try (EvidenceTrial trial = EvidenceTrial.start(Seeds.printed("proxy kills"), 3)) {

            // When
            trial.killProxy(50);

            // Then
            trial.assertEvidence("50 kills of the proxy");
        }
    }

    @Test
    @Tag("chaos")
    void twentyKillsOfRedisLoseNoAcknowledgedWrite() throws IOException {
        // Given
        try (EvidenceTrial trial = EvidenceTrial.start(Seeds.printed("Redis kills"), 2)) {

            // When
            trial.killRedis(20);

            // Then
            trial.assertEvidence("20 kills of Redis, two restarts each");
        }
    }
}
