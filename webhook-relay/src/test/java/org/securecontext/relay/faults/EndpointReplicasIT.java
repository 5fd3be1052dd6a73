package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two relays of one installation: what an operator changes at one, the other follows without a restart. */
@ExtendWith(OperatedRelay.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointReplicasIT {

    private static final int EVENTS = 64;
    private static final String SECOND_VERSION = "{\"headers\":{\"X-Endpoint\":\"followed\",\"X-Version\":\"2\"}}";

    private final OperatedRelay stack;
    private final RelayProcess second;
    private final OperatorClient there;

    EndpointReplicasIT(OperatedRelay stack) {
        this.stack = stack;
        this.second = stack.another(Map.of());
        this.there = new OperatorClient(second);
    }

    @BeforeAll
    void start() {
        second.awaitReady();
    }

    @AfterAll
    void stop() {
        stack.deleteEndpoints();
        second.close();
    }

    @Test
    void aChangeAtOneReplicaIsUsedByTheOther() {
        // Given
        stack.given("followed", "");
        List<String> before = new ArrayList<>();
        await().atMost(OperatedRelay.SOON).until(() -> {
            before.addAll(stack.source().write(16));
            return delivered(before);
        });

        // When
        long changed = System.nanoTime();
        OperatorClient.Reply reply =
                stack.operator().call("PATCH", "/endpoints/followed", SECOND_VERSION, OperatorClient.KEY);
        assertThat(reply.status()).isEqualTo(200);
        await().atMost(OperatedRelay.SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> there.get("/endpoints/followed")
                        .data()
                        .path("headers")
                        .toString()
                        .contains("X-Version"));
        Duration took = Duration.ofNanos(System.nanoTime() - changed);
        System.out.println("the other replica followed a change within " + took.toMillis() + " ms");
        List<String> events = stack.source().write(EVENTS);

        // Then (whichever replica owns an event's partition)
        events.forEach(event -> stack.awaitArrived("followed", event));
        assertThat(events)
                .allMatch(event -> stack.arrivals("followed", event).stream()
                        .allMatch(webhook -> "2".equals(webhook.header("x-version"))));
        await().atMost(OperatedRelay.SOON).until(() -> delivered(events));
    }

    /** Whether the second relay delivered any of these. */
    private boolean delivered(List<String> events) {
        String log = second.log();
        return events.stream().anyMatch(log::contains);
    }
}
