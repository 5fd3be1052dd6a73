package org.securecontext.relay.endpoints;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.events.keys.SealedBox;
import org.securecontext.events.keys.UnsealException;
import org.securecontext.relay.records.RecordWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and reads {@code scp.webhook.endpoints}: key = endpoint id, value = JSON, last write wins, null = deleted. */
public final class EndpointsTopic {

    private static final Logger log = LoggerFactory.getLogger(EndpointsTopic.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RecordWriter writer;
    private final @Nullable SealedBox box;
    private final Set<EndpointId> sealedWithOldKey = ConcurrentHashMap.newKeySet();

    /** A topic written through this writer; without a box, endpoints with secrets can be neither written nor read. */
    public EndpointsTopic(RecordWriter writer, @Nullable SealedBox box) {
        this.writer = writer;
        this.box = box;
    }

    /** Whether there is a key ring to seal secrets with, which {@link #put} needs. */
    public boolean takesSecrets() {
        return box != null;
    }

    /**
     * Writes an endpoint that an operator made or changed.
     *
     * @throws IllegalStateException without {@code SCP_ENCRYPTION_KEYS}
     */
    public CompletableFuture<Void> put(Endpoint endpoint) {
        if (box == null) {
            throw new IllegalStateException("SCP_ENCRYPTION_KEYS is needed to keep an endpoint's secret");
        }
        return write(endpoint.id(), EndpointDocument.of(endpoint, box));
    }

    /** Keeps that an endpoint is disabled for a reason or, with null, enabled; it holds for declared endpoints too. */
    public CompletableFuture<Void> putState(Endpoint endpoint, @Nullable String disabled) {
        return endpoint.generation().equals(Endpoint.DECLARED)
                ? write(endpoint.id(), EndpointDocument.state(endpoint.generation(), disabled))
                : put(endpoint.withDisabled(disabled));
    }

    /** Deletes what the topic says of an endpoint. */
    public CompletableFuture<Void> delete(EndpointId id) {
        return writer.write(new ProducerRecord<>(Topics.WEBHOOK_ENDPOINTS, 0, key(id), null));
    }

    /**
     * Writes the endpoints anew whose secrets were sealed with a key that is no longer the ring's first, so that it can
     * leave the ring; completes when Kafka has them.
     */
    public CompletableFuture<Void> reseal(EndpointRegistry registry) {
        return CompletableFuture.allOf(sealedWithOldKey.stream()
                .map(registry::find)
                .flatMap(Stream::ofNullable)
                .map(this::put)
                .toArray(CompletableFuture[]::new));
    }

    /** Applies a record of the topic to the registry; one that cannot be read changes nothing and is logged. */
    void apply(byte @Nullable [] key, byte @Nullable [] value, EndpointRegistry registry) {
        try {
            EndpointId id = new EndpointId(key == null ? "" : new String(key, StandardCharsets.UTF_8));
            sealedWithOldKey.remove(id);
            if (value == null) {
                registry.apply(id, null);
                return;
            }
            EndpointDocument document = JSON.readValue(value, EndpointDocument.class);
            registry.apply(id, document.change(id, box));
            if (document.isSealedWithOldKey(box)) {
                sealedWithOldKey.add(id);
            }
        } catch (IOException | IllegalArgumentException | UnsealException e) {
            log.atError()
                    .addKeyValue("error", String.valueOf(e.getMessage()))
                    .log("An endpoint of the topic cannot be used");
        }
    }

    private CompletableFuture<Void> write(EndpointId id, EndpointDocument document) {
        try {
            return writer.write(
                    new ProducerRecord<>(Topics.WEBHOOK_ENDPOINTS, 0, key(id), JSON.writeValueAsBytes(document)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An endpoint cannot be written as JSON", e);
        }
    }

    private static byte[] key(EndpointId id) {
        return id.value().getBytes(StandardCharsets.UTF_8);
    }
}
