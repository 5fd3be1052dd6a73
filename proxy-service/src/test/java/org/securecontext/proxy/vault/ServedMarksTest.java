package org.securecontext.proxy.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.securecontext.events.Shard;
import org.securecontext.proxy.vault.ServedMarks.Mark;

class ServedMarksTest {

    private static final Shard SHARD = new Shard(3);

    private final AtomicLong clock =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final ServedMarks marks = new ServedMarks(clock::get);

    @Test
    void tenSecondsOfAShardStandInOneString() {
        // Given
        Mark first = marks.next(SHARD);
        clock.addAndGet(Duration.ofSeconds(10).toNanos() - 1);

        // When
        Mark second = marks.next(SHARD);
        clock.addAndGet(1);
        Mark third = marks.next(SHARD);

        // Then
        assertThat(second).isEqualTo(new Mark(first.strip(), 1));
        assertThat(third.strip()).isNotEqualTo(first.strip());
        assertThat(List.of(first.bit(), third.bit())).containsOnly(0);
    }

    @Test
    void eachShardHasAStringOfItsOwn() {
        assertThat(Shard.all().stream().map(marks::next).map(Mark::strip)).doesNotHaveDuplicates();
    }

    @Test
    void noTwoRetrievalsHaveTheSameMark() {
        // Given
        long step = Duration.ofSeconds(10).toNanos() / 100;

        // When
        Stream<Mark> given = IntStream.range(0, 20_000).parallel().mapToObj(number -> {
            long unused = clock.addAndGet(step);
            return marks.next(SHARD);
        });

        // Then
        assertThat(given.toList()).doesNotHaveDuplicates();
    }
}
