package org.securecontext.relay.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void quickRetriesDoubleAndRedeliveryFollowsUntilTheDeadLetter() {
        // Given
        RetrySchedule schedule = RetrySchedule.standard();

        // When
        List<Long> pauses = IntStream.rangeClosed(1, 8)
                .mapToObj(attempt -> schedule.pauseAfter(attempt, 0))
                .map(pause -> pause == null ? -1 : pause.toSeconds())
                .toList();

        // Then
        assertThat(pauses).containsExactly(5L, 10L, 20L, 60L, 600L, 3_600L, 21_600L, 86_400L);
        assertThat(schedule.pauseAfter(9, 0)).isNull();
        assertThat(schedule.attempts()).isEqualTo(9);
    }

    @Test
    void jitterAddsAtMostAFifth() {
        assertThat(RetrySchedule.standard().pauseAfter(1, 1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void withoutRedeliveryTheLegacyScheduleRemains() {
        // Given
        RetrySchedule legacy = new RetrySchedule(1, Duration.ofSeconds(5), List.of());

        // When, Then
        assertThat(legacy.pauseAfter(1, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(legacy.pauseAfter(2, 0)).isNull();
    }
}
