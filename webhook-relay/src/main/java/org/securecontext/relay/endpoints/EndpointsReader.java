package org.securecontext.relay.endpoints;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.securecontext.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the endpoints topic from its beginning into the registry and follows it, so that every replica sees a change. */
public final class EndpointsReader implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(EndpointsReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.WEBHOOK_ENDPOINTS, 0);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final EndpointsTopic topic;
    private final EndpointRegistry registry;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private volatile boolean stopping;

    /** A reader that makes its consumer when it starts, and anew after a failure. */
    public EndpointsReader(
            Supplier<Consumer<byte[], byte[]>> consumers, EndpointsTopic topic, EndpointRegistry registry) {
        this.consumers = consumers;
        this.topic = topic;
        this.registry = registry;
    }

    /** Completes when the topic has been read to the end that it had at the start. */
    public CompletableFuture<Void> complete() {
        return complete;
    }

    /** Ends {@link #run()} within a moment. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                consumer.assign(List.of(PARTITION));
                consumer.seekToBeginning(List.of(PARTITION));
                long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
                while (!stopping) {
                    consumer.poll(POLL).forEach(change -> topic.apply(change.key(), change.value(), registry));
                    if (!complete.isDone() && consumer.position(PARTITION) >= end) {
                        complete.complete(null);
                    }
                }
            } catch (KafkaException e) {
                log.atWarn()
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("The endpoints topic cannot be read, trying again");
            }
        }
    }
}
