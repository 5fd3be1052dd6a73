package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** An endpoint with a rate limit that now and then fails, so that attempts are repeated at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitIT {

    private static final double LIMIT = 60;

    /** What the limiter's first period may let out at once. */
    private static final int BURST = 3;

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Receiver receiver = new Receiver();
    private final RelayProcess relay = RelayProcess.launch(
            kafka.bootstrapServers(),
            RelayProcess.withEndpoints(
                    "endpoints:%n  - {id: slow, url: '%s', rate_limit: %s, start_from: earliest, retry: {delay: 1s}}%n"
                            .formatted(receiver.url(), LIMIT)));

    @BeforeAll
    void start() {
        AtomicInteger requests = new AtomicInteger();
        receiver.answer(webhook -> Receiver.Answer.of(requests.incrementAndGet() % 3 == 0 ? 502 : 200));
        relay.awaitReady();
    }

    @AfterAll
    void stop() {
        relay.close();
        receiver.close();
        kafka.close();
    }

    /** Counted from the first event, since a receiver that is held up sees requests late and then close together. */
    @Test
    void requestsAndTheirRepeatsNeverRunAheadOfTheLimit() {
        // When
        long start = System.nanoTime();
        try (EventSource source = new EventSource(kafka.bootstrapServers())) {
            List<String> ids = source.write(300);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> receiver.acknowledged().keySet().containsAll(ids));
        }

        // Then
        List<Long> arrivals = receiver.received().stream()
                .map(Receiver.Webhook::nanoTime)
                .sorted()
                .toList();
        assertThat(arrivals).hasSizeGreaterThan(400);
        for (int number = 0; number < arrivals.size(); number++) {
            double seconds = (arrivals.get(number) - start) / 1e9;
            assertThat(number + 1.0).isLessThanOrEqualTo(LIMIT * seconds + BURST);
        }
    }
}
