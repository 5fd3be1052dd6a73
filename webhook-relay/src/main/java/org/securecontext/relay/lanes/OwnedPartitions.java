package org.securecontext.relay.lanes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that Kafka has assigned to this lane in this process. */
final class OwnedPartitions implements ConsumerRebalanceListener {

    private final int span;
    private final Consumer<OwnedPartition> onAssigned;
    private final Consumer<List<OwnedPartition>> onRevoked;
    private final Consumer<OwnedPartition> onClosed;
    private final Map<Integer, OwnedPartition> owned = new TreeMap<>();
    private List<OwnedPartition> order = List.of();
    private int turn;

    /**
     * None at first.
     *
     * @param onAssigned told of each new partition
     * @param onRevoked finishes and commits what it can for partitions that go to another member
     * @param onClosed told of each partition after it is closed
     */
    OwnedPartitions(
            int span,
            Consumer<OwnedPartition> onAssigned,
            Consumer<List<OwnedPartition>> onRevoked,
            Consumer<OwnedPartition> onClosed) {
        this.span = span;
        this.onAssigned = onAssigned;
        this.onRevoked = onRevoked;
        this.onClosed = onClosed;
    }

    Collection<OwnedPartition> all() {
        return owned.values();
    }

    @Nullable
    OwnedPartition get(int number) {
        return owned.get(number);
    }

    /** The first answer of a partition, asking them in turn, so that each comes first once. */
    <T> @Nullable T firstInTurn(Function<OwnedPartition, @Nullable T> question) {
        for (int asked = 0; asked < order.size(); asked++) {
            T answer = question.apply(order.get((turn + asked) % order.size()));
            if (answer != null) {
                turn = (turn + asked + 1) % order.size();
                return answer;
            }
        }
        return null;
    }

    int inFlight() {
        return sum(OwnedPartition::inFlight);
    }

    int waiting() {
        return sum(OwnedPartition::waiting);
    }

    int ready() {
        return sum(OwnedPartition::ready);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition fresh = new OwnedPartition(partition.partition(), span);
            OwnedPartition stale = owned.put(partition.partition(), fresh);
            if (stale != null) {
                close(stale);
            }
            order = List.copyOf(owned.values());
            onAssigned.accept(fresh);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        onRevoked.accept(known(partitions));
        remove(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        remove(partitions);
    }

    /** Forgets what was polled and not finished of a partition whose position was moved. */
    void restart(TopicPartition partition) {
        onPartitionsAssigned(List.of(partition));
    }

    /** Asked before each delivery, so no stream. */
    private int sum(ToIntFunction<OwnedPartition> count) {
        int sum = 0;
        for (OwnedPartition partition : order) {
            sum += count.applyAsInt(partition);
        }
        return sum;
    }

    private List<OwnedPartition> known(Collection<TopicPartition> partitions) {
        List<OwnedPartition> known = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OwnedPartition one = owned.get(partition.partition());
            if (one != null) {
                known.add(one);
            }
        }
        return known;
    }

    private void remove(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition gone = owned.remove(partition.partition());
            if (gone != null) {
                close(gone);
            }
        }
        order = List.copyOf(owned.values());
    }

    private void close(OwnedPartition partition) {
        partition.close();
        onClosed.accept(partition);
    }
}
