package org.securecontext.relay.faults;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.events.Topics;

/** Writes events to the topic as the gateway does. */
final class EventSource implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final CloudEventSerializer serializer = new CloudEventSerializer();
    private long sequence;

    EventSource(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "linger.ms", "2",
                        "max.request.size", "2097152",
                        "delivery.timeout.ms", "60000",
                        "request.timeout.ms", "5000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        serializer.configure(Map.of(CloudEventSerializer.ENCODING_CONFIG, Encoding.BINARY), false);
    }

    /** Writes so many events and returns their ids when Kafka has them. */
    List<String> write(int count) {
        return append(count).stream().map(Appended::id).toList();
    }

    /** Writes so many events and returns where they stand when Kafka has them. */
    List<Appended> append(int count) {
        List<String> ids = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TokenEvent event =
                    event(EventType.TOKEN_RETRIEVED, UUID.randomUUID().toString(), ++sequence);
            ids.add(event.id().value());
            sent.add(send(event));
        }
        List<Appended> appended = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordMetadata place = await(sent.get(i));
            appended.add(new Appended(ids.get(i), place.partition(), place.offset()));
        }
        return appended;
    }

    /** Writes one event and returns it. */
    TokenEvent writeOne(EventType type, @Nullable String provider) {
        TokenEvent plain = event(type, UUID.randomUUID().toString(), ++sequence);
        TokenEvent event = new TokenEvent(
                plain.id(),
                type,
                plain.source(),
                plain.subject(),
                plain.time(),
                provider,
                plain.agentId(),
                plain.shard(),
                plain.sequence(),
                null,
                plain.data());
        var unused = await(send(event));
        return event;
    }

    /** Writes one event whose session belongs to this partition and returns it. */
    TokenEvent writeOneTo(int partition, EventType type) {
        String session = UUID.randomUUID().toString();
        while (Shard.of(session).number() != partition) {
            session = UUID.randomUUID().toString();
        }
        TokenEvent event = event(type, session, ++sequence);
        var unused = await(send(event));
        return event;
    }

    /** Writes bytes that are no event and returns their offset. */
    long writeRaw(int partition, byte @Nullable [] value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return await(producer.send(
                        new ProducerRecord<>(Topics.TOKEN_EVENTS, partition, null, (byte[]) null, value, all)))
                .offset();
    }

    static TokenEvent event(EventType type, String session, long sequence) {
        Instant now = Instant.now();
        String data = switch (type) {
            case TOKEN_CREATED ->
                "{\"scope\":\"openid email\",\"expires_in\":3600,\"workflow_id\":null,\"has_refresh_token\":true}";
            case TOKEN_EXPIRED -> "{\"expired_at\":\"" + now + "\"}";
            default ->
                "{\"client_info\":{\"user_agent\":\"agent/1.0\",\"ip_address\":\"192.0.2.1\",\"timestamp\":\"" + now
                        + "\"}}";
        };
        return new TokenEvent(
                EventId.of(type, session, now.toEpochMilli() + "-" + sequence),
                type,
                URI.create("https://scp.example.com"),
                session,
                now,
                "google",
                "agent-1",
                Shard.of(session),
                sequence,
                null,
                data.getBytes(StandardCharsets.UTF_8));
    }

    private Future<RecordMetadata> send(TokenEvent event) {
        CloudEvent cloudEvent = TokenEventFormat.toCloudEvent(event);
        RecordHeaders headers = new RecordHeaders();
        byte[] value = serializer.serialize(Topics.TOKEN_EVENTS, headers, cloudEvent);
        return producer.send(new ProducerRecord<>(
                Topics.TOKEN_EVENTS,
                event.shard().number(),
                null,
                event.subject().getBytes(StandardCharsets.UTF_8),
                value,
                headers));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take an event", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }

    /**
     * An event in the topic.
     *
     * @param id its id
     * @param partition where it stands
     * @param offset where it stands
     */
    record Appended(String id, int partition, long offset) {}
}
