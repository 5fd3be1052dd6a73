package org.securecontext.benchmarks;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.events.Topics;

/** Writes retrieval events to the audit topic as the proxy does. Not safe for several threads. */
final class EventSource implements AutoCloseable {

    private static final int SESSIONS = 1_000;
    private static final String DATA = "{\"client_info\":{\"user_agent\":\"" + "u".repeat(120)
            + "\",\"ip_address\":\"127.0.0.1\",\"timestamp\":\"2026-01-01T00:00:00Z\"}}";

    private final KafkaProducer<String, CloudEvent> producer;
    private final List<String> sessions = new ArrayList<>();
    private final long[] sequences = new long[Shard.COUNT];
    private long written;

    EventSource(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "1", "compression.type", "lz4");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new CloudEventSerializer());
        Random random = new Random(1);
        for (int number = 0; number < SESSIONS; number++) {
            byte[] bytes = new byte[16];
            random.nextBytes(bytes);
            sessions.add(UUID.nameUUIDFromBytes(bytes).toString());
        }
    }

    /** Sends one event and answers its id, without waiting for the broker. */
    String send() {
        String session = sessions.get((int) (written++ % SESSIONS));
        Shard shard = Shard.of(session);
        EventId id = EventId.of(EventType.TOKEN_RETRIEVED, session, "1700000000000-" + written);
        TokenEvent event = new TokenEvent(
                id,
                EventType.TOKEN_RETRIEVED,
                URI.create("http://localhost:5000"),
                session,
                Instant.now(),
                "fake",
                "agent",
                shard,
                ++sequences[shard.number()],
                null,
                DATA.getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(new ProducerRecord<>(
                Topics.TOKEN_EVENTS, shard.number(), session, TokenEventFormat.toCloudEvent(event)));
        return id.value();
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
