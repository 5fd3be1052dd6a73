package org.securecontext.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {

    @Test
    void shardOfAnIdNeverChanges() {
        // Values that stand in stores already: changing the function would lose sessions.
        assertThat(Shard.of("11111111-1111-4111-8111-111111111111").number()).isEqualTo(0);
        assertThat(Shard.of("test-session-id").number()).isEqualTo(10);
    }

    @Test
    void idsSpreadOverAllShards() {
        // When
        var counts = IntStream.range(0, 16_000)
                .mapToObj(n -> Shard.of(new UUID(n * 0x9E3779B97F4A7C15L, n).toString()))
                .collect(Collectors.groupingBy(shard -> shard, Collectors.counting()));

        // Then
        assertThat(counts).hasSize(Shard.COUNT);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850L, 1150L));
    }

    @Test
    void hashTagHasTwoDigits() {
        assertThat(Shard.all()).extracting(Shard::hashTag).startsWith("{s00}").endsWith("{s15}");
    }

    @Test
    void numberOutsideTheRangeIsRefused() {
        assertThatThrownBy(() -> new Shard(16)).hasMessage("A shard is 0 to 15, not 16");
    }
}
