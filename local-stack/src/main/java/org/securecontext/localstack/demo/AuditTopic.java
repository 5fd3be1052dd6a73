package org.securecontext.localstack.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.securecontext.events.EventType;
import org.securecontext.events.Topics;

/** Reads the audit topic from its start, as a SIEM with a consumer of its own would. */
final class AuditTopic {

    private static final Duration AT_MOST = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> settings;

    AuditTopic(String bootstrapServers) {
        this.settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "allow.auto.create.topics", "false",
                "auto.offset.reset", "earliest");
    }

    /** The ids of the session's events, once all the types are there. */
    List<String> events(String sessionId, Set<EventType> wanted) {
        Set<String> missing = new HashSet<>();
        wanted.forEach(type -> missing.add(type.type()));
        List<String> ids = new ArrayList<>();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TOKEN_EVENTS).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!missing.isEmpty() && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> each : consumer.poll(POLL)) {
                    if (sessionId.equals(each.key()) && missing.remove(header(each, "ce_type"))) {
                        ids.add(header(each, "ce_id"));
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new StepFailed(
                    "The topic " + Topics.TOKEN_EVENTS + " has no " + missing + " of session " + sessionId);
        }
        return ids;
    }

    private static String header(ConsumerRecord<String, String> each, String name) {
        Header header = each.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
