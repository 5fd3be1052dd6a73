package org.securecontext.proxy.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;

class EntryIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "1700000000000-0", "1700000000000-12"})
    void isWrittenAsItWasRead(String text) {
        assertThat(EntryId.parse(text)).hasToString(text);
    }

    @Test
    void ordersByMillisecondsThenByNumberAndNotAsText() {
        // Given
        List<String> inOrder = List.of("0-0", "9-1", "10-0", "10-9", "10-10", "1700000000000-0");

        // When
        Stream<EntryId> sorted = Stream.of("10-10", "1700000000000-0", "9-1", "10-9", "0-0", "10-0")
                .map(EntryId::parse)
                .sorted();

        // Then
        assertThat(sorted.map(EntryId::toString)).containsExactlyElementsOf(inOrder);
    }

    @Test
    void nextIsTheLeastAbove() {
        assertThat(EntryId.parse("5-7").next()).isEqualTo(EntryId.parse("5-8")).isGreaterThan(EntryId.parse("5-7"));
        assertThat(EntryId.parse("5-7").next()).isLessThan(EntryId.parse("6-0"));
    }

    @Test
    void isTheEndOfAnEventId() {
        // Given
        String session = "11111111-1111-4111-8111-111111111111";
        EventId event = EventId.of(EventType.TOKEN_REFRESH_FAILED, session, "1700000000000-3");

        // When
        EntryId id = EntryId.ofEvent(event.toString());

        // Then
        assertThat(id).isEqualTo(new EntryId(1_700_000_000_000L, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "token_created", "token_created_11", "x_1-", "x_-1", "x_1-2-3", "x_9999999999999999999-0"})
    void isAbsentFromAnEventIdOfAnotherForm(String eventId) {
        assertThat(EntryId.ofEvent(eventId)).isNull();
    }
}
