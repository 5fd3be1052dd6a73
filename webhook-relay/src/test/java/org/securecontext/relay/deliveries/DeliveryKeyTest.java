package org.securecontext.relay.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryKeyTest {

    private static final int PARTITIONS = 16;
    private static final int OFFSETS = 3_000;

    @Test
    void neighbouringPlacesHaveHashesOfTheirOwn() {
        // Given
        Set<Long> hashes = new HashSet<>();
        Set<Integer> hashCodes = new HashSet<>();

        // When
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (long offset = 0; offset < OFFSETS; offset++) {
                DeliveryKey key = new DeliveryKey("siem", "g", null, partition, offset);
                hashes.add(key.hash());
                hashCodes.add(key.hashCode());
            }
        }

        // Then
        assertThat(hashes).hasSize(PARTITIONS * OFFSETS);
        assertThat(hashCodes).hasSizeGreaterThan(PARTITIONS * OFFSETS - 10);
    }

    @Test
    void eachPartOfTheKeyCounts() {
        // Given
        DeliveryKey key = new DeliveryKey("siem", "g", "job", 1, 2);

        // When
        List<DeliveryKey> others = List.of(
                new DeliveryKey("other", "g", "job", 1, 2),
                new DeliveryKey("siem", "h", "job", 1, 2),
                new DeliveryKey("siem", "g", null, 1, 2),
                new DeliveryKey("siem", "g", "job", 2, 2),
                new DeliveryKey("siem", "g", "job", 1, 3));

        // Then
        assertThat(new DeliveryKey("siem", "g", "job", 1, 2)).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(others).doesNotContain(key).noneMatch(other -> other.hash() == key.hash());
    }
}
