package org.securecontext.endtoend.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.securecontext.endtoend.evidence.EvidenceChecker;
import org.securecontext.endtoend.evidence.Findings;
import org.securecontext.endtoend.evidence.TopicReader;
import org.securecontext.endtoend.evidence.TopicRecord;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.endtoend.gateway.HttpAnswer;
import org.securecontext.endtoend.gateway.OperationLoad;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.localstack.backends.ServiceProcess;

/** A gateway under load, faults at random points, and the verdict over the whole topic at the end. */
final class EvidenceTrial implements AutoCloseable {

    private static final int CALLERS = 8;
    private static final int LEAST_BETWEEN_FAULTS = 500;
    private static final int SPREAD = 200;
    private static final int DENIED_BEFORE_A_KILL = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random;
    private final int replicas;
    private final GatewayProcesses gateway;
    private final OperationLoad load;
    private long start = System.nanoTime();

    private EvidenceTrial(long seed, int replicas) {
        this.random = new Random(seed);
        this.replicas = replicas;
        this.gateway = GatewayProcesses.start(seed, replicas, Map.of());
        this.load = OperationLoad.start(gateway, CALLERS, seed);
        load.awaitAcknowledged(1, PATIENCE);
        start = System.nanoTime();
    }

    static EvidenceTrial start(long seed, int replicas) {
        return new EvidenceTrial(seed, replicas);
    }

    GatewayProcesses gateway() {
        return gateway;
    }

    OperationLoad load() {
        return load;
    }

    /**
     * Kills a replica of the proxy as often, one after the other in turn, each time after 500 to 700 operations that were
     * acknowledged since the last, and as soon as it has answered calls that it denies. The one that was killed starts again
     * meanwhile.
     */
    void killProxy(int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            ServiceProcess victim = gateway.replica(round % replicas);
            victim.awaitReady(PATIENCE);
            awaitRandomPoint();
            load.deny(gateway.ports().get(round % replicas), DENIED_BEFORE_A_KILL);
            victim.kill();
            victim.respawn();
        }
        awaitReplicas();
    }

    /**
     * Kills Redis as often, each time after 500 to 700 operations that were acknowledged, and again as soon as it is back:
     * half of a script that a torn file held would be applied at the second start.
     */
    void killRedis(int rounds) {
        for (int round = 0; round < rounds; round++) {
            awaitRandomPoint();
            restartRedisTwice();
        }
    }

    void awaitRandomPoint() {
        load.awaitAcknowledged(LEAST_BETWEEN_FAULTS + random.nextInt(SPREAD), PATIENCE);
    }

    /** Ends the load, restarts Redis twice so that a torn tail would show, and holds the topic against the operations. */
    void assertEvidence(String name) throws IOException {
        load.close();
        awaitReplicas();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        restartRedisTwice();
        awaitDenialsWritten();
        awaitDrained();
        Map<Shard, Long> sequences = gateway.lastSequences();
        List<TopicRecord> records = readTopic();
        Findings findings = check(records, sequences);
        Set<String> tokenless = withoutToken(load.operations().sessions());
        System.out.printf(
                "%s: %d acknowledged in %d s, %d denied, %s, %d acknowledged sessions without token; answers %s%n",
                name,
                load.operations().acknowledged(),
                seconds,
                load.operations().denialsAnswered(),
                findings,
                tokenless.size(),
                load.answers());
        assertThat(findings.clean()).as(findings.toString()).isTrue();
        assertThat(tokenless).isEmpty();
        assertThat(load.answers())
                .as("a fault of others is no error of the gateway, nor a reason to say nothing")
                .doesNotContainKeys("500", "SocketTimeoutException", "create: SocketTimeoutException");
        assertThatTheCheckCanFail(records, sequences);
    }

    /** Waits until each shard's outbox is empty: all there is to publish stands in the topic. */
    void awaitDrained() {
        await("until the outbox is drained")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> gateway.outboxDepth() == 0);
    }

    /** Ends the minute of the denied calls and waits until each shard's counts are events. */
    private void awaitDenialsWritten() throws IOException {
        gateway.denialCounts().endTheMinute();
        await("until denied calls are events")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> gateway.denialCounts().areWritten());
    }

    List<TopicRecord> readTopic() {
        try (TopicReader reader = new TopicReader(gateway.kafka().bootstrapServers())) {
            return reader.read();
        }
    }

    @Override
    public void close() {
        load.close();
        gateway.close();
    }

    private void awaitReplicas() {
        for (int number = 0; number < replicas; number++) {
            gateway.replica(number).awaitReady(PATIENCE);
        }
    }

    private void restartRedisTwice() {
        gateway.redis().kill();
        gateway.redis().restart();
        gateway.redis().kill();
        gateway.redis().restart();
    }

    private Findings check(List<TopicRecord> records, Map<Shard, Long> sequences) {
        Set<String> unanswered = records.stream()
                .filter(record -> record.event().type() == EventType.TOKEN_CREATED)
                .map(record -> record.event().subject())
                .filter(session -> !load.operations().sessions().contains(session))
                .collect(Collectors.toSet());
        unanswered.removeAll(withoutToken(unanswered));
        return EvidenceChecker.check(records, load.operations(), unanswered, sequences, Set.of());
    }

    private Set<String> withoutToken(Set<String> sessions) {
        return sessions.parallelStream().filter(session -> !hasToken(session)).collect(Collectors.toSet());
    }

    /** Whether the gateway hands out, for this session, a token that the provider did issue. */
    private boolean hasToken(String session) {
        HttpAnswer answer = await("for an answer about " + session)
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> gateway.client().retrieve(gateway.ports().get(0), session),
                        response -> response.status() < 500);
        return answer.status() == 200
                && gateway.provider()
                        .isLive(answer.json().at("/data/access_token").asText());
    }

    /** Plants a loss and an invention into what was really read. */
    private void assertThatTheCheckCanFail(List<TopicRecord> records, Map<Shard, Long> sequences) {
        TopicRecord victim = records.get(random.nextInt(records.size()));
        List<TopicRecord> withLoss = records.stream()
                .filter(record -> !record.event().id().equals(victim.event().id()))
                .toList();
        List<TopicRecord> withInvention = new ArrayList<>(records);
        withInvention.add(invented(victim));
        assertThat(check(withLoss, sequences).lost()).as("planted loss").isNotEmpty();
        assertThat(check(withInvention, sequences).invented())
                .as("planted invention")
                .isNotEmpty();
    }

    private static TopicRecord invented(TopicRecord like) {
        TokenEvent event = like.event();
        return new TopicRecord(
                like.partition(),
                Long.MAX_VALUE,
                new TokenEvent(
                        EventId.of(EventType.TOKEN_EXPIRED, event.subject(), "9999999999999-0"),
                        EventType.TOKEN_EXPIRED,
                        event.source(),
                        event.subject(),
                        event.time(),
                        event.provider(),
                        event.agentId(),
                        event.shard(),
                        Long.MAX_VALUE / 2,
                        event.traceparent(),
                        event.data()));
    }
}
