package org.securecontext.relay.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttemptRingTest {

    private static final Instant AT = Instant.parse("2026-01-31T10:00:00.123456789Z");
    private static final int CAPACITY_OF_A_CHUNK = AttemptRing.CHUNK / (350 + 36);

    private final AttemptRing ring = new AttemptRing();

    @Test
    void attemptsAreWalkedFromNewToOld() {
        // Given
        ring.add(1, AT, 11, bytes("a"));
        ring.add(2, AT.plusNanos(1), -12, bytes(""));

        // When
        AttemptRing.Backwards attempt = ring.backwards();

        // Then
        assertThat(attempt.next()).isTrue();
        assertThat(attempt.newestAt()).isEqualTo(AT.plusNanos(1));
        assertThat(attempt.hash()).isEqualTo(-12);
        assertThat(attempt.value()).isEmpty();
        assertThat(attempt.next()).isTrue();
        assertThat(attempt.newestAt()).isEqualTo(AT);
        assertThat(attempt.hash()).isEqualTo(11);
        assertThat(attempt.value()).isEqualTo(bytes("a"));
        assertThat(attempt.next()).isFalse();
    }

    @Test
    void whatIsAddedAndDroppedOverManyChunksIsWhatStays() {
        // Given
        Random random = new Random(20260131);
        Deque<byte[]> expected = new ArrayDeque<>();

        for (int i = 0; i < 20_000; i++) {
            // When
            byte[] value = new byte[random.nextInt(100) == 0 ? random.nextInt(AttemptRing.CHUNK) : random.nextInt(700)];
            random.nextBytes(value);
            ring.add(i, AT, i, value);
            expected.addLast(value);
            for (int gone = random.nextInt(expected.size() < 3_000 ? 2 : 1_000); gone > 0 && ring.size() > 0; gone--) {
                ring.dropEldest();
                expected.removeFirst();
            }

            // Then
            assertThat(ring.size()).isEqualTo(expected.size());
            if (i % 1_000 == 0) {
                assertThat(values()).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void chunksAreUsedAgainSoThatNothingIsAllocated() {
        // Given
        byte[] value = new byte[350];
        for (int i = 0; i < 10 * CAPACITY_OF_A_CHUNK; i++) {
            ring.add(i, AT, i, value);
        }
        long bytes = ring.bytes();
        addAndDrop(CAPACITY_OF_A_CHUNK, value);

        // When
        long before = allocated();
        addAndDrop(100 * CAPACITY_OF_A_CHUNK, value);
        long allocated = allocated() - before;

        // Then
        assertThat(allocated).isLessThan(AttemptRing.CHUNK);
        assertThat(bytes).isEqualTo(10L * AttemptRing.CHUNK);
        assertThat(ring.bytes()).isBetween(bytes, bytes + AttemptRing.CHUNK);
    }

    @Test
    void anAttemptThatIsLongerThanAChunkHasOneOfItsOwn() {
        // Given
        byte[] longer = new byte[3 * AttemptRing.CHUNK];
        longer[longer.length - 1] = 7;
        ring.add(1, AT, 1, bytes("a"));
        ring.add(2, AT, 2, longer);
        ring.add(3, AT, 3, bytes("c"));

        // When
        List<byte[]> all = values();
        ring.dropEldest();
        ring.dropEldest();

        // Then
        assertThat(all).containsExactly(bytes("a"), longer, bytes("c"));
        assertThat(values()).containsExactly(bytes("c"));
        assertThat(ring.bytes()).isEqualTo(AttemptRing.CHUNK);
    }

    @Test
    void theEldestAreDroppedFirstAndThoseOfOneDeliveryTogether() {
        // Given
        ring.add(5, AT, 1, bytes("a1"));
        ring.add(5, AT, 1, bytes("a2"));
        ring.add(5, AT, 2, bytes("b"));
        ring.add(6, AT, 2, bytes("b later"));
        List<List<byte[]>> left = new ArrayList<>();

        // When
        while (ring.size() > 0) {
            ring.dropEldest();
            left.add(values());
        }

        // Then
        assertThat(left).hasSize(3);
        assertThat(left.get(0)).containsExactly(bytes("b"), bytes("b later"));
        assertThat(left.get(1)).containsExactly(bytes("b later"));
        assertThat(left.get(2)).isEmpty();
        assertThat(ring.bytes()).isZero();
    }

    @Test
    void aTextIsFoundInItsOwnValueAlone() {
        // Given
        ring.add(1, AT, 1, bytes("before"));
        ring.add(2, AT, 2, bytes("aab and ü"));
        ring.add(3, AT, 3, bytes("after"));

        // When
        List<String> wholeAndParts = List.of("aab", "ab ", "ü", "aab and ü");
        List<String> others = List.of("aaab", "x", "aab and ü!", "beforeaab");

        // Then
        assertThat(wholeAndParts)
                .allSatisfy(text -> assertThat(hashesOfThoseWith(text)).containsExactly(2L));
        assertThat(others)
                .allSatisfy(text -> assertThat(hashesOfThoseWith(text)).isEmpty());
        assertThat(hashesOfThoseWith("e")).containsExactly(3L, 1L);
    }

    private List<Long> hashesOfThoseWith(String text) {
        List<Long> hashes = new ArrayList<>();
        AttemptRing.Backwards attempt = ring.backwards();
        while (attempt.next()) {
            if (attempt.holds(bytes(text))) {
                hashes.add(attempt.hash());
            }
        }
        return hashes;
    }

    private void addAndDrop(int times, byte[] value) {
        for (int i = 0; i < times; i++) {
            ring.add(i, AT, i, value);
            ring.dropEldest();
        }
    }

    private List<byte[]> values() {
        List<byte[]> values = new ArrayList<>();
        AttemptRing.Backwards attempt = ring.backwards();
        while (attempt.next()) {
            values.add(attempt.value());
        }
        Collections.reverse(values);
        return values;
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
