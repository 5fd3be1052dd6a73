package org.securecontext.proxy.outbox;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.events.Topics;

/** Reads the audit topic as a SIEM would: every partition from its start. */
public final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<String, CloudEvent> consumer;
    private final List<Received> received = new ArrayList<>();

    /** Reads from the start of all partitions. */
    public TopicReader(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new CloudEventDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Shard.COUNT)
                .mapToObj(number -> new TopicPartition(Topics.TOKEN_EVENTS, number))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything received until now, after one more look. */
    public List<Received> poll() {
        for (ConsumerRecord<String, CloudEvent> found : consumer.poll(Duration.ofMillis(200))) {
            received.add(
                    new Received(found.partition(), found.timestamp(), TokenEventFormat.fromCloudEvent(found.value())));
        }
        return List.copyOf(received);
    }

    /** The events of this subject received until now, after one more look. */
    public List<TokenEvent> of(String subject) {
        return poll().stream()
                .map(Received::event)
                .filter(event -> event.subject().equals(subject))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** An event and where it stood. */
    public record Received(int partition, long appendedAt, TokenEvent event) {}
}
