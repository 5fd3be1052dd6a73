package org.securecontext.relay.lanes;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Topics;

/**
 * Lets one replica at a time make positions. Kafka commits without a condition: of two replicas that both found none, the later
 * would move the earlier's ahead, over events that nobody has read. Whose turn it is, Kafka says: it gives the one partition of
 * {@code scp.webhook.endpoints} to one member of a group that is there for nothing else.
 */
public final class CreationTurn {

    /** The consumer group of the replicas that wait for their turn. */
    public static final String GROUP = "scp-webhook-relay.creation";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** Turns among the members of {@link #GROUP}; each turn makes a consumer and closes it. */
    public CreationTurn(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Waits for this replica's turn and does the work in it.
     *
     * @throws KafkaException when the turn does not come within 15 s; call it again
     */
    public void take(Runnable work) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            AtomicBoolean ours = new AtomicBoolean();
            consumer.subscribe(List.of(Topics.WEBHOOK_ENDPOINTS), new Turn(consumer, ours));
            long start = System.nanoTime();
            while (!ours.get()) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new KafkaException(
                            "Another replica has been making positions for " + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(POLL);
            }
            work.run();
        }
    }

    /** Reads nothing of the partition that it is given: owning it is all. */
    private record Turn(Consumer<byte[], byte[]> consumer, AtomicBoolean ours) implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> consumer.seek(partition, 0));
            consumer.pause(partitions);
            ours.set(ours.get() || !partitions.isEmpty());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            ours.set(false);
        }
    }
}
