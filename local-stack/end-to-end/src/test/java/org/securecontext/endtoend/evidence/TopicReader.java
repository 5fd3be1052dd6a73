package org.securecontext.endtoend.evidence;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.events.Topics;

/** Reads the audit topic as a SIEM would: without a group, from the first offset on. Not safe for several threads. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, CloudEvent> consumer;
    private final List<TopicPartition> partitions;
    private final List<TopicRecord> records = new ArrayList<>();

    public TopicReader(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "allow.auto.create.topics", "false",
                "max.poll.records", "5000");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new CloudEventDeserializer());
        this.partitions = Shard.all().stream()
                .map(shard -> new TopicPartition(Topics.TOKEN_EVENTS, shard.number()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything up to the end offsets of now; later calls read on and answer the whole. */
    public List<TopicRecord> read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<String, CloudEvent> record : consumer.poll(POLL)) {
                records.add(new TopicRecord(
                        record.partition(), record.offset(), TokenEventFormat.fromCloudEvent(record.value())));
            }
        }
        return List.copyOf(records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
