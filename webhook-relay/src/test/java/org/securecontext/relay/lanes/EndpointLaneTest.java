package org.securecontext.relay.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecontext.events.Topics;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.deadletters.DeadLetterTopic;
import org.securecontext.relay.delivery.AttemptRequest;
import org.securecontext.relay.delivery.AttemptResult;
import org.securecontext.relay.delivery.DeliveryOutcome;
import org.securecontext.relay.delivery.FailureReason;
import org.securecontext.relay.endpoints.BodyFormat;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointId;
import org.securecontext.relay.endpoints.Limits;
import org.securecontext.relay.endpoints.RetrySchedule;
import org.securecontext.relay.endpoints.SigningSecrets;
import org.securecontext.relay.endpoints.StartFrom;
import org.securecontext.relay.endpoints.Subscription;
import org.securecontext.relay.endpoints.Target;
import org.securecontext.relay.records.EventReader;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.retries.RetryBook;
import org.securecontext.relay.retries.RetryTopic;

class EndpointLaneTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.TOKEN_EVENTS, 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.NONE);
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<CompletableFuture<AttemptResult>> attempts = new ArrayList<>();
    private final List<String> attempted = new ArrayList<>();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "e",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .waitDurationInOpenState(Duration.ofMinutes(1))
                    .build());
    private Endpoint endpoint = endpoint(Subscription.ALL);
    private Consumer<Endpoint> onGone = gone -> endpoint = gone.withDisabled("gone");
    private EndpointLane lane = lane(1024);

    @BeforeEach
    void assign() {
        start(lane);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void onlyWhatIsSettledWithoutAGapIsCommitted() {
        // Given
        add(0, 1, 2);
        turns();

        // When
        complete(1, delivered());
        complete(2, delivered());

        // Then
        turns();
        assertThat(committed()).isNull();
        complete(0, delivered());
        awaitCommitted(3);
    }

    @Test
    void aFailedAttemptIsSettledOnceItsRetryIsWritten() {
        // Given
        add(0);
        turns();

        // When
        complete(0, failed());

        // Then
        awaitCommitted(1);
        assertThat(written(Topics.WEBHOOK_RETRIES)).hasSize(1);
    }

    @Test
    void nothingIsParkedOnceTheBreakerIsOpen() {
        // Given
        add(0, 1, 2, 3, 4, 5);
        turns();

        // When
        for (int i = 0; i < 6; i++) {
            complete(i, failed());
        }
        turns();

        // Then
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(written(Topics.WEBHOOK_RETRIES)).hasSize(3);
        awaitCommitted(3);
        assertThat(attempted).hasSize(6);
    }

    @Test
    void aHalfOpenBreakerIsProbedWithTheOldestMissedEvent() {
        // Given
        add(0, 1, 2, 3, 4, 5);
        turns();
        for (int i = 0; i < 6; i++) {
            complete(i, failed());
        }
        turns();

        // When
        breaker.transitionToHalfOpenState();
        turns();

        // Then
        assertThat(attempted).hasSize(7).last().isEqualTo("event-3");
        complete(6, delivered());
        turns();
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(attempted).hasSize(9);
    }

    @Test
    void whatIsLeftOutIsSettledWithoutAnAttempt() {
        // Given
        endpoint = endpoint(new Subscription(Set.of(), Set.of("microsoft")));

        // When
        add(0, 1);

        // Then
        awaitCommitted(2);
        assertThat(attempted).isEmpty();
    }

    @Test
    void aRecordThatIsNoEventIsParkedAndTheNextIsAttempted() {
        // Given
        consumer.addRecord(
                new ConsumerRecord<>(Topics.TOKEN_EVENTS, 0, 0, null, "no event".getBytes(StandardCharsets.UTF_8)));

        // When
        add(1);
        turns();

        // Then
        complete(0, delivered());
        awaitCommitted(2);
        assertThat(written(Topics.WEBHOOK_DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void aFullWindowStopsDispatchUntilItsLowestOffsetIsSettled() {
        // Given
        lane = lane(2);
        consumer.unsubscribe();
        start(lane);
        add(0, 1, 2);
        turns();
        assertThat(attempted).hasSize(2);

        // When
        complete(1, delivered());
        turns();

        // Then
        assertThat(attempted).hasSize(2);
        complete(0, delivered());
        turns();
        assertThat(attempted).hasSize(3);
    }

    @Test
    void enoughThatIsReadyInAllPartitionsStopsTheFetching() {
        // Given
        List<TopicPartition> partitions = IntStream.range(0, 16)
                .mapToObj(number -> new TopicPartition(Topics.TOKEN_EVENTS, number))
                .toList();
        consumer.rebalance(partitions);
        partitions.forEach(partition -> {
            consumer.updateEndOffsets(Map.of(partition, 50L));
            consumer.seek(partition, 0);
        });
        consumer.setMaxPollRecords(100);
        partitions.forEach(partition ->
                LongStream.range(0, 50).forEach(offset -> consumer.addRecord(entry(partition.partition(), offset))));

        // When
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    lane.turn();
                    return consumer.paused().size() == partitions.size();
                });

        // Then
        assertThat(attempted).hasSize(Limits.DEFAULT_IN_FLIGHT);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    attempts.forEach(attempt ->
                            attempt.complete(new AttemptResult(delivered(), Instant.now(), Duration.ofMillis(3))));
                    lane.turn();
                    return attempted.size() == 16 * 50 && consumer.paused().isEmpty();
                });
    }

    @Test
    void aRevokedPartitionIsCommittedAndLateCompletionsAreIgnored() {
        // Given
        add(0, 1);
        turns();
        complete(0, delivered());

        // When
        consumer.rebalance(List.of());

        // Then
        complete(1, failed());
        consumer.rebalance(List.of(PARTITION));
        assertThat(committed()).isEqualTo(1);
        consumer.seek(PARTITION, 1);
        turns();
        assertThat(written(Topics.WEBHOOK_RETRIES)).isEmpty();
    }

    @Test
    void a410DisablesAndKeepsTheEvent() {
        // Given
        add(0);
        turns();

        // When
        complete(0, new DeliveryOutcome.EndpointGone());
        turns();

        // Then
        assertThat(endpoint.isEnabled()).isFalse();
        assertThat(committed()).isNull();
        endpoint = endpoint.withDisabled(null);
        turns();
        assertThat(attempted).containsExactly("event-0", "event-0");
    }

    @Test
    void a410StopsTheLaneBeforeItsEndpointCountsAsDisabled() {
        // Given
        onGone = gone -> {};
        add(0, 1);
        turns();

        // When
        complete(0, new DeliveryOutcome.EndpointGone());
        turns();

        // Then
        assertThat(attempted).containsExactly("event-0", "event-1");
        endpoint = endpoint.withDisabled("gone");
        turns();
        endpoint = endpoint.withDisabled(null);
        turns();
        assertThat(attempted).containsExactly("event-0", "event-1", "event-0");
    }

    private void start(EndpointLane started) {
        consumer.subscribe(List.of(Topics.TOKEN_EVENTS), started.rebalanceListener());
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.seek(PARTITION, 0);
    }

    private EndpointLane lane(int span) {
        Clock clock = Clock.systemUTC();
        RecordWriter writer = new RecordWriter(() -> producer, timer);
        LaneServices services = new LaneServices(
                new EventReader(),
                request -> () -> attempt(request),
                new RetryTopic(writer),
                new RetryBook(),
                partition -> CompletableFuture.completedFuture(null),
                new DeadLetterTopic(writer),
                new AttemptLog(writer),
                clock);
        SharedRate rate = new SharedRate("e", () -> null, RateLimiterRegistry.ofDefaults());
        EndpointGate gate = new EndpointGate(breaker, rate, () -> endpoint.isEnabled(), clock);
        LaneParts parts = new LaneParts(
                gate,
                rate,
                new LaneMetrics(new SimpleMeterRegistry(), "e", null),
                gone -> onGone.accept(gone),
                new ReadyRecords(),
                span,
                Duration.ofMillis(50));
        return new EndpointLane(Lane.live(() -> endpoint), services, parts, consumer);
    }

    private CompletableFuture<AttemptResult> attempt(AttemptRequest request) {
        CompletableFuture<AttemptResult> attempt = new CompletableFuture<>();
        attempts.add(attempt);
        attempted.add(request.event().event().id().value());
        return attempt;
    }

    private void complete(int attempt, DeliveryOutcome outcome) {
        attempts.get(attempt).complete(new AttemptResult(outcome, Instant.now(), Duration.ofMillis(3)));
    }

    private void turns() {
        for (int i = 0; i < 3; i++) {
            lane.turn();
        }
    }

    private void awaitCommitted(long position) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    lane.turn();
                    assertThat(committed()).isEqualTo(position);
                });
    }

    private @Nullable Long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? null : offset.offset();
    }

    private List<ProducerRecord<byte[], byte[]>> written(String topic) {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(topic))
                .toList();
    }

    private void add(long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(entry(0, offset));
        }
    }

    private static ConsumerRecord<byte[], byte[]> entry(int partition, long offset) {
        return new ConsumerRecord<>(
                Topics.TOKEN_EVENTS,
                partition,
                offset,
                System.currentTimeMillis(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                null,
                "{\"client_info\":{}}".getBytes(StandardCharsets.UTF_8),
                headers(offset),
                java.util.Optional.empty());
    }

    private static RecordHeaders headers(long offset) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "event-" + offset,
                        "ce_type", "org.securecontext.token.retrieved",
                        "ce_source", "https://scp.example.com",
                        "ce_subject", "session",
                        "ce_time", "2026-01-01T00:00:00Z",
                        "ce_provider", "google",
                        "ce_shard", "0",
                        "ce_sequence", "1")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static Endpoint endpoint(Subscription subscription) {
        return new Endpoint(
                new EndpointId("e"),
                Endpoint.DECLARED,
                new Target(URI.create("https://hooks.example.com/"), Map.of(), Duration.ofSeconds(1), BodyFormat.SCP),
                subscription,
                SigningSecrets.NONE,
                new Limits(RetrySchedule.standard(), null, 64),
                StartFrom.EARLIEST,
                null);
    }

    private static DeliveryOutcome delivered() {
        return new DeliveryOutcome.Delivered(200);
    }

    private static DeliveryOutcome failed() {
        return new DeliveryOutcome.RetryLater(500, FailureReason.STATUS_5XX, null);
    }
}
