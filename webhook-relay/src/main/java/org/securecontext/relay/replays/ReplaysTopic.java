package org.securecontext.relay.replays;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.relay.records.RecordWriter;

/** Writes and reads {@code scp.webhook.replays}: key = job id, value = JSON. */
final class ReplaysTopic {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RecordWriter writer;

    ReplaysTopic(RecordWriter writer) {
        this.writer = writer;
    }

    /** Writes a job as it is now; the future completes when Kafka has it. */
    CompletableFuture<Void> put(ReplayJob job) {
        try {
            return writer.write(new ProducerRecord<>(
                    Topics.WEBHOOK_REPLAYS,
                    0,
                    job.id().value().getBytes(StandardCharsets.UTF_8),
                    JSON.writeValueAsBytes(job)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A replay cannot be written as JSON", e);
        }
    }

    /** Deletes what the topic says of a job; the future completes when Kafka has it. */
    CompletableFuture<Void> delete(ReplayId id) {
        return writer.write(
                new ProducerRecord<>(Topics.WEBHOOK_REPLAYS, 0, id.value().getBytes(StandardCharsets.UTF_8), null));
    }

    /** The job of a record's value, or null when it is none. */
    static @Nullable ReplayJob read(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return JSON.readValue(value, ReplayJob.class);
        } catch (IOException e) {
            return null;
        }
    }
}
