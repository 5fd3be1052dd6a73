package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;

/** An endpoint that is down while many events pass: they wait in Kafka, not in the relay. */
@Tag("chaos")
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int EVENTS = 100_000;
    private static final double LIMIT = 3_000;

    private final KafkaProcess kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
    private final Receiver receiver = new Receiver().countingOnly();
    private final RelayProcess relay = RelayProcess.launch(kafka.bootstrapServers(), environment());
    private final long[] arrivals = new long[2 * EVENTS];
    private final AtomicInteger arrived = new AtomicInteger();
    private EventSource source;

    @BeforeEach
    void start() {
        relay.awaitReady();
        source = new EventSource(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        source.close();
        relay.close();
        receiver.close();
        kafka.close();
    }

    @Test
    void anOutageOf100000EventsIsLagAndNothingElse() {
        // Given
        receiver.answer(webhook -> Receiver.Answer.of(500));
        List<String> ids = new java.util.ArrayList<>(source.write(1_000));
        await().atMost(SOON).until(this::isBreakerOpen);
        await().atMost(SOON).until(() -> relay.metric("scp_webhook_in_flight") == 0);
        double parked = relay.metric("scp_webhook_parked");
        int requests = receiver.requests();
        long memory = relay.residentMegabytes();

        // When
        while (ids.size() < EVENTS) {
            ids.addAll(source.write(11_000));
        }
        await().atMost(SOON).until(() -> relay.metric("scp_webhook_lag_records") >= EVENTS - 1_000);

        // Then
        long grown = relay.residentMegabytes() - memory;
        int probes = receiver.requests() - requests;
        assertThat(grown).isLessThan(48);
        assertThat(parked).isLessThan(20);
        assertThat(relay.metric("scp_webhook_parked")).isEqualTo(parked);
        assertThat(receiver.acknowledged()).isEmpty();
        double perSecond = deliverTheRest(ids);
        System.out.printf(
                "outage of %d events: %d parked, %d requests meanwhile, memory %+d MiB, then %.0f requests/s, all delivered%n",
                ids.size(), (int) parked, probes, grown, perSecond);
    }

    /** Recovers and checks that no request comes before its turn; returns the rate. */
    private double deliverTheRest(List<String> ids) {
        long start = System.nanoTime();
        receiver.answer(webhook -> {
            arrivals[arrived.getAndIncrement()] = webhook.nanoTime();
            return Receiver.Answer.of(200);
        });
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> receiver.acknowledged().size() == ids.size());
        long[] sorted = Arrays.copyOf(arrivals, arrived.get());
        Arrays.sort(sorted);
        for (int number = 0; number < sorted.length; number++) {
            double allowed = LIMIT * (sorted[number] - start) / 1e9 + LIMIT / 20;
            assertThat(number + 1.0).isLessThanOrEqualTo(allowed);
        }
        assertThat(receiver.acknowledged().keySet()).isEqualTo(Set.copyOf(ids));
        return sorted.length * 1e9 / (sorted[sorted.length - 1] - sorted[0]);
    }

    private boolean isBreakerOpen() {
        return relay.metric("resilience4j_circuitbreaker_state", "name=\"down\"", "state=\"open\"") == 1;
    }

    /** The breaker's waits, set as users of Resilience4j set them. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(RelayProcess.withEndpoints(
                "endpoints:%n  - {id: down, url: '%s', rate_limit: %s, start_from: earliest, retry: {delay: 2s}}%n"
                        .formatted(receiver.url(), LIMIT)));
        environment.put("RESILIENCE4J_CIRCUITBREAKER_CONFIGS_DEFAULT_WAITDURATIONINOPENSTATE", "2s");
        environment.put("RESILIENCE4J_CIRCUITBREAKER_CONFIGS_DEFAULT_EXPONENTIALMAXWAITDURATIONINOPENSTATE", "4s");
        return environment;
    }
}
