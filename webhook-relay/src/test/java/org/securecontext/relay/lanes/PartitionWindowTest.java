package org.securecontext.relay.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PartitionWindowTest {

    @Test
    void theLowestUnsettledOffsetIsThePosition() {
        // Given
        PartitionWindow window = new PartitionWindow(8);
        List.of(10L, 11L, 14L).forEach(window::dispatch);

        // When
        window.settle(11);
        window.settle(14);

        // Then
        assertThat(window.position()).isEqualTo(10);
        window.settle(10);
        assertThat(window.position()).isEqualTo(15);
    }

    @Test
    void theSpanBoundsHowFarDispatchRunsAhead() {
        // Given
        PartitionWindow window = new PartitionWindow(4);
        List.of(100L, 101L, 103L).forEach(window::dispatch);

        // When
        window.settle(101);

        // Then
        assertThat(window.hasRoomFor(104)).isFalse();
        assertThatThrownBy(() -> window.dispatch(104)).isInstanceOf(IllegalStateException.class);
        window.settle(100);
        assertThat(window.hasRoomFor(104)).isTrue();
        assertThat(window.hasRoomFor(107)).isFalse();
    }

    @Test
    void aGapLongerThanTheSpanIsPassedWhenNothingIsInFlight() {
        // Given
        PartitionWindow window = new PartitionWindow(4);
        window.dispatch(0);
        window.settle(0);

        // When
        window.dispatch(1_000_000);

        // Then
        assertThat(window.position()).isEqualTo(1_000_000);
        assertThat(window.size()).isEqualTo(1);
    }

    @Test
    void anOffsetIsSettledOnce() {
        // Given
        PartitionWindow window = new PartitionWindow(4);
        window.dispatch(5);
        window.dispatch(6);
        window.settle(6);

        // When, Then
        assertThatThrownBy(() -> window.settle(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> window.settle(7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> window.dispatch(6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyOrderOfSettlingAgreesWithASortedSet() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            // Given
            PartitionWindow window = new PartitionWindow(16);
            TreeSet<Long> model = new TreeSet<>();
            long next = random.nextInt(50);

            // When
            for (int step = 0; step < 300; step++) {
                if (random.nextBoolean() && window.hasRoomFor(next)) {
                    window.dispatch(next);
                    model.add(next);
                    next += 1 + random.nextInt(3);
                } else if (!model.isEmpty()) {
                    Long one = new ArrayList<>(model).get(random.nextInt(model.size()));
                    model.remove(one);
                    window.settle(one);
                }

                // Then
                if (!model.isEmpty()) {
                    assertThat(window.position()).isEqualTo(model.first());
                }
                assertThat(window.size()).isEqualTo(model.size());
            }
        }
    }
}
