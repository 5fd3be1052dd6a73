package org.securecontext.relay.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecontext.relay.deliveries.TestAttempts.START;
import static org.securecontext.relay.deliveries.TestAttempts.anAttempt;
import static org.securecontext.relay.deliveries.TestAttempts.query;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentAttemptsTest {

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

    @Test
    void anAttemptAfterTheLastOneStillBelongsToTheDelivery() {
        // Given
        RecentAttempts recent = new RecentAttempts(10, counts);
        recent.accept(attempt(0, 0, "a", 1, "retry"));
        recent.accept(attempt(0, 1, "a", 2, "dead"));
        recent.accept(attempt(0, 2, "b", 1, "delivered"));

        // When
        recent.accept(attempt(0, 3, "a", 3, "retry"));
        recent.accept(attempt(0, 4, "a", 4, "delivered"));
        recent.accept(attempt(0, 5, "a", 5, "held"));

        // Then
        List<Delivery> found = recent.find(query("a"));
        assertThat(found).singleElement().extracting(Delivery::status).isEqualTo("held");
        assertThat(found.get(0).attempts()).extracting(Delivery.Attempt::number).containsExactly(1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 2 | waiting 2, done 2, e5 1",
                "6 | 3 | done 2, e5 1, e6 1",
                "7 | 3 | done 2, e5 1, e6 1, e7 1",
                "8 | 4 | e5 1, e6 1, e7 1, e8 1"
            })
    void theDeliveryWhoseLastAttemptIsTheEldestGivesWayWithAllOfThem(int last, int missingUntil, String left) {
        // Given
        RecentAttempts recent = new RecentAttempts(5, counts);
        recent.accept(attempt(0, 0, "waiting", 1, "retry"));
        recent.accept(attempt(0, 1, "done", 1, "retry"));
        recent.accept(attempt(0, 2, "single", 1, "delivered"));
        recent.accept(attempt(0, 3, "waiting", 2, "retry"));
        recent.accept(attempt(0, 4, "done", 2, "delivered"));

        // When
        for (int i = 5; i <= last; i++) {
            recent.accept(attempt(0, i, "e" + i, 1, "delivered"));
        }

        // Then
        assertThat(recent.find(query(null)))
                .extracting(found ->
                        TestAttempts.eventOf(found) + " " + found.attempts().size())
                .containsExactlyInAnyOrder(left.split(", "));
        assertThat(recent.completeSince())
                .isEqualTo(START.plusSeconds(missingUntil).plusMillis(1));
    }

    @Test
    void longRecordsGiveWayBeforeThereAreTooMany() {
        // Given
        RecentAttempts recent = new RecentAttempts(100, counts);
        String session = "s".repeat(1 << 20);

        // When
        for (int i = 0; i < 10; i++) {
            recent.accept(anAttempt()
                    .in(0, i)
                    .of("e" + i)
                    .session(session)
                    .outcome(i % 2 == 0 ? "retry" : "delivered")
                    .appendedAt(START.plusSeconds(i))
                    .build());
        }

        // Then
        assertThat(recent.find(query(null)))
                .extracting(TestAttempts::eventOf)
                .containsExactlyInAnyOrder("e6", "e7", "e8", "e9");
        assertThat(recent.completeSince()).isEqualTo(START.plusMillis(5_001));
    }

    /** An attempt that was appended as many seconds after the start as its offset says; each event has its own place. */
    private static ConsumerRecord<byte[], byte[]> attempt(
            int partition, long offset, String event, int number, String outcome) {
        Instant at = START.plusSeconds(offset);
        return anAttempt()
                .in(partition, offset)
                .of(event)
                .number(number)
                .outcome(outcome)
                .at(at)
                .appendedAt(at)
                .build();
    }
}
