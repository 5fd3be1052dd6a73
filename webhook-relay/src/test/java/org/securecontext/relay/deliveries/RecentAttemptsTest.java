package org.securecontext.relay.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.securecontext.events.Topics;

class RecentAttemptsTest {

    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private final MinuteCounts counts = new MinuteCounts(Clock.fixed(START.plusSeconds(30), ZoneOffset.UTC));

    @Test
    void attemptsOfOneEventAreOneDelivery() {
        // Given
        RecentAttempts recent = new RecentAttempts(10, counts);

        // When
        recent.accept(attempt(0, 0, "a", 1, "retry"));
        recent.accept(attempt(0, 1, "b", 1, "delivered"));
        recent.accept(attempt(0, 2, "a", 2, "delivered"));

        // Then
        List<Delivery> found = recent.find(query("a"));
        assertThat(found).singleElement().extracting(Delivery::status).isEqualTo("delivered");
        assertThat(found.get(0).attempts()).extracting(Delivery.Attempt::number).containsExactly(1, 2);
        assertThat(recent.completeSince()).isNull();
    }

    @Test
    void theOldestGiveWayAndMemorySaysFromWhenItIsComplete() {
        // Given
        RecentAttempts recent = new RecentAttempts(2, counts);

        // When
        for (int i = 0; i < 3; i++) {
            recent.accept(attempt(0, i, "e" + i, 1, "delivered"));
        }

        // Then
        assertThat(recent.find(query("e0"))).isEmpty();
        assertThat(recent.find(query("e1"))).hasSize(1);
        assertThat(recent.completeSince()).isEqualTo(START.plusMillis(1));
    }

    @Test
    void aPartitionThatIsReadFromItsMiddleMakesMemoryIncompleteBeforeIt() {
        // Given
        RecentAttempts recent = new RecentAttempts(10, counts);

        // When
        recent.accept(attempt(0, 0, "a", 1, "delivered"));
        recent.accept(attempt(1, 5, "b", 1, "delivered"));

        // Then
        assertThat(recent.completeSince()).isEqualTo(START.plusMillis(5_001));
    }

    @Test
    void aMinuteCountsDeliveriesAndFailuresApart() {
        // Given
        RecentAttempts recent = new RecentAttempts(10, counts);

        // When
        recent.accept(attempt(0, 0, "a", 1, "retry"));
        recent.accept(attempt(0, 1, "a", 2, "dead"));
        recent.accept(attempt(0, 2, "b", 1, "delivered"));
        recent.accept(attempt(0, 3, "c", 0, "gap"));

        // Then
        List<MinuteCounts.Minute> hour = counts.lastHour();
        assertThat(hour).hasSize(60);
        assertThat(hour.get(59)).isEqualTo(new MinuteCounts.Minute(START, 1, 2));
        assertThat(hour.subList(0, 59)).allMatch(minute -> minute.delivered() + minute.failed() == 0);
    }

    /** An attempt that was appended as many seconds after the start as its offset says; each event has its own place. */
    private static ConsumerRecord<byte[], byte[]> attempt(
            int partition, long offset, String event, int number, String outcome) {
        String json = """
                {"at":"%s","endpoint":"siem","generation":"g","event":{"id":"%s","type":"token_created","session_id":"s"},
                 "attempt":%d,"outcome":"%s","duration_ms":3,"partition":%d,"offset":%d}
                """.formatted(START.plusSeconds(offset), event, number, outcome, partition, event.hashCode());
        return new ConsumerRecord<>(
                Topics.WEBHOOK_ATTEMPTS,
                partition,
                offset,
                START.plusSeconds(offset).toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                null,
                json.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static DeliveryQuery query(@Nullable String event) {
        return new DeliveryQuery(null, null, event, null, null, null, 10, null);
    }
}
