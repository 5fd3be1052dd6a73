package org.securecontext.proxy.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.StreamMessage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.securecontext.events.Shard;
import org.securecontext.proxy.outbox.SequenceWatch.Fall;
import org.securecontext.proxy.outbox.TopicTail.Published;

class SequenceWatchTest {

    private static final Published TAIL = new Published(7, EntryId.parse("100-0"));

    @Test
    void aSequenceThatGoesOnIsNoFall() {
        assertThat(new SequenceWatch(TAIL).fall(List.of(entry("101-0", 8), entry("101-1", 9))))
                .isNull();
    }

    @Test
    void nothingFallsInATopicThatIsEmpty() {
        // Given
        SequenceWatch watch = new SequenceWatch(null);

        // When, Then
        assertThat(watch.fall(List.of(entry("1-0", 1), entry("1-1", 2)))).isNull();
        assertThat(watch.repeats(List.of(entry("1-0", 1)))).isZero();
    }

    @Test
    void aNewerEntryWithAUsedNumberIsAFall() {
        assertThat(new SequenceWatch(TAIL).fall(List.of(entry("102-0", 5)))).isEqualTo(new Fall(8, 5));
        assertThat(new SequenceWatch(TAIL).fall(List.of(entry("102-0", 7)))).isEqualTo(new Fall(8, 7));
    }

    @Test
    void aFallWithinABatchIsFound() {
        assertThat(new SequenceWatch(TAIL).fall(List.of(entry("101-0", 8), entry("102-0", 6))))
                .isEqualTo(new Fall(9, 6));
    }

    @Test
    void entriesThatWereSentBeforeAreRepeatsAndNoFall() {
        // Given
        SequenceWatch watch = new SequenceWatch(TAIL);
        List<OutboxEntry> batch = List.of(entry("99-0", 6), entry("100-0", 7), entry("101-0", 8));

        // When, Then
        assertThat(watch.repeats(batch)).isEqualTo(2);
        assertThat(watch.fall(batch)).isNull();
    }

    @Test
    void whatIsConfirmedIsTheNewTail() {
        // Given
        SequenceWatch watch = new SequenceWatch(TAIL);

        // When
        watch.confirmed(List.of(entry("101-0", 8), entry("102-0", 9)));

        // Then
        assertThat(watch.repeats(List.of(entry("102-0", 9), entry("103-0", 10))))
                .isEqualTo(1);
        assertThat(watch.fall(List.of(entry("103-0", 9)))).isEqualTo(new Fall(10, 9));
    }

    @Test
    void aRepeatThatIsConfirmedDoesNotTurnTheTailBack() {
        // Given
        SequenceWatch watch = new SequenceWatch(TAIL);

        // When
        watch.confirmed(List.of(entry("99-0", 6)));

        // Then
        assertThat(watch.repeats(List.of(entry("100-0", 7)))).isEqualTo(1);
    }

    private static OutboxEntry entry(String id, long sequence) {
        String event = "ACCESS_DENIED\n11111111-1111-4111-8111-111111111111\n\n\n5\n\n{}";
        Map<String, String> fields = Map.of("sequence", Long.toString(sequence), "event", event);
        return Objects.requireNonNull(OutboxEntry.read(
                new StreamMessage<>("stream", id, fields), new Shard(0), URI.create("https://scp.example")));
    }
}
