package org.securecontext.relay.retries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.securecontext.events.EventId;
import org.securecontext.relay.records.SourceRecord;

class RetryBookTest {

    private static final String LANE = "e.1";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryKey KEY = new RetryKey(LANE, new EventId("event"));

    private final RetryBook book = new RetryBook();

    @Test
    void anEntryIsTakenOnceAndOnlyWhenItIsDue() {
        // Given
        book.apply(3, KEY, entry(1, NOW.plusSeconds(1)));

        // When, Then
        assertThat(book.take(3, LANE, NOW)).isNull();
        assertThat(book.take(3, LANE, NOW.plusSeconds(1))).isNotNull();
        assertThat(book.take(3, LANE, NOW.plusSeconds(1))).isNull();
        assertThat(book.take(4, LANE, NOW.plusSeconds(1))).isNull();
        assertThat(book.count(3, LANE)).isEqualTo(1);
    }

    @Test
    void theHigherAttemptWins() {
        // Given
        book.apply(3, KEY, entry(2, NOW));

        // When
        book.apply(3, KEY, entry(1, NOW));

        // Then
        assertThat(book.take(3, LANE, NOW))
                .extracting(RetryEntry::failedAttempts)
                .isEqualTo(2);
    }

    @Test
    void aTakenEntryComesBackWhenTheTopicMovedItOnOrTheLaneLetGo() {
        // Given
        book.apply(3, KEY, entry(1, NOW));
        assertThat(book.take(3, LANE, NOW)).isNotNull();

        // When
        book.apply(3, KEY, entry(1, NOW));

        // Then
        assertThat(book.take(3, LANE, NOW)).isNull();
        book.apply(3, KEY, entry(2, NOW));
        assertThat(book.take(3, LANE, NOW)).isNotNull();
        book.release(3, KEY);
        assertThat(book.take(3, LANE, NOW)).isNotNull();
    }

    @Test
    void aTombstoneClosesAnEntryAlsoWhileItIsTaken() {
        // Given
        book.apply(3, KEY, entry(1, NOW));
        assertThat(book.take(3, LANE, NOW)).isNotNull();

        // When
        book.apply(3, KEY, null);

        // Then
        assertThat(book.isOpen(3, KEY)).isFalse();
        book.release(3, KEY);
        assertThat(book.take(3, LANE, NOW)).isNull();
    }

    @Test
    void anEntryOnItsWayToTheTopicCounts() {
        // When
        book.announce(3, KEY);

        // Then
        assertThat(book.isOpen(3, KEY)).isTrue();
        assertThat(book.count(3, LANE)).isEqualTo(1);
        book.apply(3, KEY, entry(1, NOW));
        assertThat(book.count(3, LANE)).isEqualTo(1);
    }

    private static RetryEntry entry(int failedAttempts, Instant due) {
        return new RetryEntry(
                KEY, failedAttempts, due, new SourceRecord(3, 9, 0, new RecordHeaders(), new byte[] {'{', '}'}));
    }
}
