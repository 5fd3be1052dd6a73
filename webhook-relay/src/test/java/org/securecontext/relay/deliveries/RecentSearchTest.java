package org.securecontext.relay.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecontext.relay.deliveries.TestAttempts.START;
import static org.securecontext.relay.deliveries.TestAttempts.anAttempt;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.relay.api.Cursor;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.attempts.AttemptRecord;

class RecentSearchTest {

    private static final List<String> OUTCOMES =
            List.of("delivered", "delivered", "delivered", "retry", "held", "dead");
    private static final int ATTEMPTS = 1_000;
    private static final int LIMIT = 19;

    private final MinuteCounts counts = new MinuteCounts(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void allPagesTogetherAreTheSortedList(long seed) {
        // Given
        RecentAttempts recent = new RecentAttempts(ATTEMPTS, counts);
        List<ConsumerRecord<byte[], byte[]>> accepted = attempts(new Random(seed));
        accepted.forEach(recent::accept);
        Instant middle = START.plusSeconds(ATTEMPTS / 20);
        List<DeliveryQuery> queries = List.of(
                query(null, null, null, null),
                query("retry", null, null, null),
                query(null, "s3", null, null),
                query("delivered", "s1", null, middle),
                query(null, null, middle, null));

        for (DeliveryQuery query : queries) {
            // When
            List<Delivery> paged = allPages(recent, query);

            // Then
            assertThat(paged).isEqualTo(sorted(accepted, query));
            assertThat(paged).hasSizeGreaterThan(LIMIT);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void memoryHasEveryAttemptSinceItSaysSo(long seed) {
        // Given
        RecentAttempts recent = new RecentAttempts(ATTEMPTS / 3, counts);
        List<ConsumerRecord<byte[], byte[]>> accepted = attempts(new Random(seed));

        // When
        accepted.forEach(recent::accept);

        // Then
        Instant since = recent.completeSince();
        assertThat(since).isNotNull();
        List<ConsumerRecord<byte[], byte[]>> kept = accepted.stream()
                .filter(one -> !Instant.ofEpochMilli(one.timestamp()).isBefore(since))
                .toList();
        Map<String, Integer> found = allPages(recent, query(null, null, null, null)).stream()
                .collect(Collectors.toMap(
                        TestAttempts::eventOf, one -> one.attempts().size()));
        assertThat(kept).hasSizeGreaterThan(ATTEMPTS / 10);
        for (Delivery delivery : sorted(kept, query(null, null, null, null))) {
            assertThat(found.get(TestAttempts.eventOf(delivery)))
                    .isGreaterThanOrEqualTo(delivery.attempts().size());
        }
        assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(ATTEMPTS / 3);
    }

    @Test
    void anIdThatIsEscapedInItsRecordIsFound() {
        // Given
        RecentAttempts recent = new RecentAttempts(10, counts);
        recent.accept(anAttempt().of("\\u0061/b").build());
        recent.accept(anAttempt().of("other").session("a/b").build());

        // When
        List<Delivery> found = recent.find(TestAttempts.query("a/b"));

        // Then
        assertThat(found).singleElement().extracting(TestAttempts::eventOf).isEqualTo("a/b");
    }

    @Test
    void theStatusIsThatOfTheAttemptThatBeganLast() {
        // Given
        RecentAttempts recent = new RecentAttempts(10, counts);
        recent.accept(anAttempt().number(2).at(START.plusSeconds(9)).build());

        // When
        recent.accept(anAttempt().number(1).outcome("held").at(START).build());

        // Then
        assertThat(recent.find(query("held", null, null, null))).isEmpty();
        assertThat(recent.find(query("delivered", null, null, null)))
                .singleElement()
                .extracting(Delivery::lastAt)
                .isEqualTo(START.plusSeconds(9));
    }

    @Test
    void recordsThatCannotBeAskedForAreNotRead() throws Exception {
        // Given
        RecentAttempts recent = new RecentAttempts(10 * ATTEMPTS, counts);
        for (int i = 0; i < 10 * ATTEMPTS; i++) {
            Instant at = START.plusMillis(i);
            recent.accept(anAttempt().in(0, i).of("e" + i).at(at).appendedAt(at).build());
        }

        // When
        long all = allocatedBy(() -> recent.find(query("dead", null, null, null)));
        long newest = allocatedBy(() -> recent.find(query(null, null, null, null)));
        long one = allocatedBy(() -> recent.find(TestAttempts.query("e77")));
        long none = allocatedBy(() -> recent.find(query("dead", null, START.plusSeconds(3_600), null)));

        // Then
        assertThat(List.of(newest, one, none)).allMatch(allocated -> allocated < all / 10);
    }

    private static long allocatedBy(Callable<List<Delivery>> search) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        assertThat(search.call()).isNotNull();
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    /** Of 16 partitions, each in its own order and all mixed; an attempt began up to a minute before it was appended. */
    private static List<ConsumerRecord<byte[], byte[]>> attempts(Random random) {
        List<ConsumerRecord<byte[], byte[]>> attempts = new ArrayList<>();
        long[] offsets = new long[16];
        for (int i = 0; i < ATTEMPTS; i++) {
            Instant appendedAt = START.plusMillis(100L * i + random.nextInt(400));
            int event = random.nextInt(4) == 0 ? random.nextInt(i + 1) : i;
            int partition = event % offsets.length;
            attempts.add(anAttempt()
                    .in(partition, offsets[partition]++)
                    .of("e" + event)
                    .session("s" + event % 5)
                    .outcome(OUTCOMES.get(random.nextInt(OUTCOMES.size())))
                    .at(appendedAt.minusSeconds(random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(2)))
                    .appendedAt(appendedAt)
                    .build());
        }
        return attempts;
    }

    private static List<Delivery> allPages(RecentAttempts recent, DeliveryQuery query) {
        FindDeliveries findDeliveries = new FindDeliveries(
                recent,
                new OlderAttempts(() -> {
                    throw new AssertionError("Memory has all that is asked for");
                }),
                Clock.systemUTC());
        List<Delivery> all = new ArrayList<>();
        String next = "";
        while (next != null) {
            FindDeliveries.Page page = findDeliveries
                    .find(after(query, Cursor.decode(next)))
                    .fold(found -> found, refused -> {
                        throw new AssertionError(refused.message());
                    });
            all.addAll(page.deliveries());
            next = page.nextCursor();
        }
        return all;
    }

    private static List<Delivery> sorted(List<ConsumerRecord<byte[], byte[]>> accepted, DeliveryQuery query) {
        Map<DeliveryKey, List<AttemptRecord>> deliveries = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> one : accepted) {
            AttemptRecord attempt = AttemptLog.read(one.value());
            assertThat(attempt).isNotNull();
            deliveries
                    .computeIfAbsent(DeliveryKey.of(attempt), absent -> new ArrayList<>())
                    .add(attempt);
        }
        return deliveries.values().stream()
                .filter(attempts -> query.mayInclude(attempts.get(0)))
                .map(Delivery::of)
                .filter(query::includes)
                .sorted(Comparator.comparing(Delivery::cursor, Cursor.ORDER))
                .toList();
    }

    private static DeliveryQuery query(
            @Nullable String status, @Nullable String session, @Nullable Instant from, @Nullable Instant to) {
        return new DeliveryQuery(null, status, null, session, from, to, LIMIT, null);
    }

    private static DeliveryQuery after(DeliveryQuery query, @Nullable Cursor cursor) {
        return new DeliveryQuery(
                null, query.status(), null, query.sessionId(), query.from(), query.to(), query.limit(), cursor);
    }
}
