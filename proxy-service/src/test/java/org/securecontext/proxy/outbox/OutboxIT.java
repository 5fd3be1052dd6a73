package org.securecontext.proxy.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.securecontext.proxy.vault.TestSessions.aSession;
import static org.securecontext.proxy.vault.TestSessions.owner;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.TestBackends;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.redis.ShardKeys;
import org.securecontext.proxy.vault.ReadOutcome;
import org.securecontext.proxy.vault.TestVault;

/** What the publisher does when Kafka, Redis or another publisher fails it; on servers of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FOREIGN_LEASE = Duration.ofSeconds(4);

    private RedisProcess redis;
    private KafkaProcess kafka;
    private TestVault vault;
    private TopicReader topic;

    @BeforeAll
    void start() {
        redis = RedisProcess.start(
                RedisOptions.in(TestBackends.newDirectory("redis")).keepingNothing());
        kafka = KafkaProcess.start(KafkaOptions.in(TestBackends.newDirectory("kafka")));
        vault = TestVault.start(
                "scp.redis.url=" + redis.url(), "scp.kafka.bootstrap-servers=" + kafka.bootstrapServers());
        topic = new TopicReader(kafka.bootstrapServers());
    }

    @AfterAll
    void stop() {
        topic.close();
        vault.close();
        kafka.kill();
        redis.close();
    }

    @Test
    void whileKafkaIsAwayCallsGoOnAndAfterwardsTheOutboxDrainsInOrder() {
        // Given
        SessionId id = vault.create(aSession().build());
        await().atMost(PATIENCE).until(() -> !eventsOf(id).isEmpty());

        // When
        kafka.kill();
        for (int i = 0; i < 50; i++) {
            assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.Released.class);
        }
        long waiting = depth(id.shard());
        kafka.restart();

        // Then
        assertThat(waiting).isGreaterThanOrEqualTo(50);
        await().atMost(PATIENCE).until(() -> depth(id.shard()) == 0);
        await().atMost(PATIENCE).until(() -> distinctIds(id) == 51);
        List<Long> sequences =
                eventsOf(id).stream().map(TokenEvent::sequence).distinct().toList();
        assertThat(sequences)
                .isEqualTo(LongStream.range(sequences.get(0), sequences.get(0) + 51)
                        .boxed()
                        .toList());
    }

    @Test
    void aSequenceThatFallsIsToldInTheTopic() {
        // Given
        SessionId id = vault.create(aSession().build());
        assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.Released.class);
        await().atMost(PATIENCE).until(() -> depth(id.shard()) == 0);
        long last = Long.parseLong(vault.redis().commands().get(new ShardKeys(id.shard()).sequence()));

        // When: as after a failover to a replica that was behind
        vault.redis().commands().set(new ShardKeys(id.shard()).sequence(), Long.toString(last - 1));
        assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.Released.class);

        // Then
        await().atMost(PATIENCE).until(() -> !rolledBack(id.shard()).isEmpty());
        TokenEvent alarm = rolledBack(id.shard()).get(0);
        assertThat(new String(alarm.data(), StandardCharsets.UTF_8))
                .contains("\"expected_sequence\":" + (last + 1))
                .contains("\"found_sequence\":" + last);
        assertThat(rolledBack(id.shard())).hasSize(1);
        assertThat(vault.bean(MeterRegistry.class)
                        .counter("scp.outbox.rolled.back")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aDeadPublishersShardIsTakenOverOnceItsLeaseEnded() {
        // Given
        OutboxPublisher publisher = vault.bean(OutboxPublisher.class);
        publisher.stop();
        SessionId id = vault.create(aSession().build());
        ShardKeys keys = new ShardKeys(id.shard());
        String key = keys.publisher();
        String dead = "dead-replica:1";
        assertThat(vault.redis()
                        .commands()
                        .set(key, dead, SetArgs.Builder.px(FOREIGN_LEASE).nx()))
                .isEqualTo("OK");

        // When
        publisher.start();
        boolean early = false;
        while (dead.equals(vault.redis().commands().get(key))) {
            boolean published = !eventsOf(id).isEmpty();
            early = early || (published && dead.equals(vault.redis().commands().get(key)));
        }

        // Then
        assertThat(early).as("published under another's lease").isFalse();
        await().atMost(PATIENCE).until(() -> !eventsOf(id).isEmpty());
        await().atMost(PATIENCE).until(() -> depth(id.shard()) == 0);
    }

    @Test
    void shardsThatAreGivenBackLeaveNothingToSendAgain() {
        // Given
        OutboxPublisher publisher = vault.bean(OutboxPublisher.class);
        Set<String> sessions = new HashSet<>();

        // When
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 32; i++) {
                sessions.add(vault.create(aSession().build()).value());
            }
            publisher.stop();
            publisher.start();
        }

        // Then
        await().atMost(PATIENCE).until(() -> Shard.all().stream().allMatch(shard -> depth(shard) == 0));
        await().atMost(PATIENCE).until(() -> createdOf(sessions).distinct().count() == sessions.size());
        assertThat(createdOf(sessions)).doesNotHaveDuplicates();
    }

    @Test
    void anEntryThatIsNoEventHoldsBackOnlyWhatComesAfterItUntilItIsTakenOut() {
        // Given
        OutboxPublisher publisher = vault.bean(OutboxPublisher.class);
        publisher.stop();
        SessionId id = vault.create(aSession().build());
        String outbox = new ShardKeys(id.shard()).outbox();
        String foreign = vault.redis().commands().xadd(outbox, Map.of("event", "of a foreign hand"));
        assertThat(vault.read(id, owner())).isInstanceOf(ReadOutcome.Released.class);

        // When
        publisher.start();

        // Then
        await().atMost(PATIENCE).until(() -> oldest(outbox).equals(foreign));
        assertThat(typesOf(id)).containsExactly(EventType.TOKEN_CREATED);
        vault.redis().commands().xdel(outbox, foreign);
        await().atMost(PATIENCE).until(() -> depth(id.shard()) == 0);
        await().atMost(PATIENCE).until(() -> typesOf(id).size() > 1);
        assertThat(typesOf(id)).containsExactly(EventType.TOKEN_CREATED, EventType.TOKEN_RETRIEVED);
    }

    private String oldest(String outbox) {
        return vault.redis()
                .commands()
                .xrange(outbox, Range.unbounded(), Limit.from(1))
                .get(0)
                .getId();
    }

    private List<EventType> typesOf(SessionId id) {
        return eventsOf(id).stream().map(TokenEvent::type).toList();
    }

    private Stream<EventId> createdOf(Set<String> sessions) {
        return topic.poll().stream()
                .map(TopicReader.Received::event)
                .filter(event -> sessions.contains(event.subject()))
                .map(TokenEvent::id);
    }

    private List<TokenEvent> eventsOf(SessionId id) {
        return topic.of(id.value());
    }

    private List<TokenEvent> rolledBack(Shard shard) {
        return topic.poll().stream()
                .map(TopicReader.Received::event)
                .filter(event -> event.type() == EventType.AUDIT_ROLLED_BACK
                        && event.shard().equals(shard))
                .toList();
    }

    private long distinctIds(SessionId id) {
        return eventsOf(id).stream().map(TokenEvent::id).distinct().count();
    }

    private long depth(Shard shard) {
        return vault.redis().commands().xlen(new ShardKeys(shard).outbox());
    }
}
