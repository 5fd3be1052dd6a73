package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReplicaBarrierTest {

    private final List<CompletableFuture<Long>> commands = new ArrayList<>();
    private final ReplicaBarrier.Lane lane = new ReplicaBarrier.Lane(this::send);

    @Test
    void enoughReplicasLetAnAnswerPass() {
        assertThatCode(() -> ReplicaBarrier.check(2, 2)).doesNotThrowAnyException();
        assertThatCode(() -> ReplicaBarrier.check(3, 2)).doesNotThrowAnyException();
    }

    @Test
    void tooFewReplicasHoldAnAnswerBack() {
        assertThatThrownBy(() -> ReplicaBarrier.check(1, 2))
                .isInstanceOf(StorageUnavailable.class)
                .hasStackTraceContaining("1 replicas confirmed, SCP_REDIS_MIN_REPLICAS asks for 2");
    }

    @Test
    void writesThatFinishWhileAWaitIsOnItsWayShareTheNext() {
        // Given
        CompletableFuture<Long> first = lane.join();

        // When
        CompletableFuture<Long> second = lane.join();
        CompletableFuture<Long> third = lane.join();
        int before = commands.size();
        commands.get(0).complete(1L);

        // Then: the first WAIT says nothing about writes that came after it
        assertThat(before).isEqualTo(1);
        assertThat(first).isCompletedWithValue(1L);
        assertThat(second).isNotDone();
        assertThat(commands).hasSize(2);
        commands.get(1).complete(2L);
        assertThat(second).isCompletedWithValue(2L);
        assertThat(third).isCompletedWithValue(2L);
    }

    @Test
    void aWaitThatFailsFailsItsOwnAndTheNextGoesOut() {
        // Given
        CompletableFuture<Long> first = lane.join();
        CompletableFuture<Long> second = lane.join();

        // When
        commands.get(0).completeExceptionally(new RedisException("connection lost"));
        commands.get(1).complete(1L);

        // Then
        assertThat(first)
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(StorageUnavailable.class);
        assertThat(second).isCompletedWithValue(1L);
    }

    @Test
    void aWaitThatCannotBeSentLeavesTheLaneFree() {
        // Given
        ReplicaBarrier.Lane unconnected = new ReplicaBarrier.Lane(() -> {
            throw new RedisException("not connected");
        });

        // When
        CompletableFuture<Long> first = unconnected.join();
        CompletableFuture<Long> second = unconnected.join();

        // Then
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    private CompletableFuture<Long> send() {
        CompletableFuture<Long> command = new CompletableFuture<>();
        commands.add(command);
        return command;
    }
}
