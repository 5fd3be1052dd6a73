package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.Topics;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;
import org.securecontext.relay.faults.EventSource.Appended;

/** Where a relay goes on: where its group was made, and at the oldest event when its position is gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PositionIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final KafkaProcess kafka = KafkaProcess.start(
            KafkaOptions.in(TestBackends.newDirectory("kafka")).with("group.min.session.timeout.ms", "1000"));

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void aRelayThatDiesBeforeItsFirstCommitSkipsNothing() {
        try (Receiver receiver = new Receiver();
                RelayProcess relay = launch("late", receiver);
                Group group = new Group(kafka.bootstrapServers(), "late")) {
            // Given
            receiver.answer(webhook -> Receiver.Answer.of(200).after(Duration.ofMinutes(5)));
            relay.awaitReady();
            Map<Integer, Long> made = group.positions();
            try (EventSource source = new EventSource(kafka.bootstrapServers())) {
                List<String> written = new ArrayList<>(source.write(200));
                await().atMost(SOON).until(() -> receiver.requests() > 0);

                // When
                relay.kill();
                written.addAll(source.write(50));
                assertThat(group.positions()).isEqualTo(made).hasSize(16);
                receiver.answer(webhook -> Receiver.Answer.of(200));
                relay.restart();

                // Then
                await().atMost(SOON)
                        .until(() -> receiver.acknowledged().keySet().containsAll(written));
                assertThat(receiver.acknowledged()).hasSameSizeAs(written);
            }
        }
    }

    @Test
    void aPositionThatRetentionPassedIsToldAndTheRestIsDelivered() {
        try (Receiver receiver = new Receiver();
                RelayProcess relay = launch("behind", receiver);
                EventSource source = sourceFor(relay);
                Group group = new Group(kafka.bootstrapServers(), "behind")) {
            // Given
            List<Appended> before = source.append(100);
            await().atMost(SOON).until(() -> receiver.hasAcknowledged(before));
            assertThat(relay.terminate(Duration.ofSeconds(30))).isTrue();
            List<Appended> missed = source.append(100);
            int partition = missed.get(0).partition();
            List<Appended> affected = missed.stream()
                    .filter(event -> event.partition() == partition)
                    .toList();
            Appended gone = affected.get(0);
            long position = group.positions().getOrDefault(partition, -1L);
            assertThat(gone.offset()).isEqualTo(position);

            // When
            group.forget(partition, gone.offset() + 1);
            relay.restart();

            // Then
            List<Appended> rest =
                    missed.stream().filter(event -> !event.equals(gone)).toList();
            await().atMost(SOON).until(() -> receiver.hasAcknowledged(rest));
            assertThat(receiver.acknowledged()).doesNotContainKey(gone.id());
            assertThat(relay.metric("scp_webhook_retention_gap_total", "endpoint=\"behind\""))
                    .isEqualTo(1);
            assertThat(relay.log()).contains("Events were gone from the topic before they could be delivered");
            await().atMost(SOON).until(() -> !gaps("behind").isEmpty());
            assertThat(gaps("behind")).singleElement().satisfies(gap -> {
                assertThat(gap.reason()).isEqualTo("retention");
                assertThat(gap.partition()).isEqualTo(partition);
                assertThat(gap.offset()).isEqualTo(position);
            });
        }
    }

    private EventSource sourceFor(RelayProcess relay) {
        relay.awaitReady();
        return new EventSource(kafka.bootstrapServers());
    }

    private RelayProcess launch(String endpoint, Receiver receiver) {
        Map<String, String> environment = new java.util.HashMap<>(RelayProcess.withEndpoints(
                "endpoints:\n  - {id: %s, url: '%s', start_from: latest}%n".formatted(endpoint, receiver.url())));
        environment.put("SCP_WEBHOOK_SESSION_TIMEOUT", "2s");
        return RelayProcess.launch(kafka.bootstrapServers(), environment);
    }

    private List<AttemptRecord> gaps(String endpoint) {
        return new TopicReader(kafka.bootstrapServers())
                .read(Topics.WEBHOOK_ATTEMPTS).stream()
                        .map(entry -> AttemptLog.read(entry.value()))
                        .filter(Objects::nonNull)
                        .filter(entry -> entry.endpoint().equals(endpoint)
                                && entry.outcome().equals("gap"))
                        .toList();
    }
}
