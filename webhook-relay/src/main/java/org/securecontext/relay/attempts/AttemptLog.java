package org.securecontext.relay.attempts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.relay.records.RecordWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/** Writes the attempt log: a record in Kafka and one wide log line. */
@Component
public final class AttemptLog {

    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(InstantJson.module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectWriter WRITER = JSON.writerFor(AttemptRecord.class);
    private static final ObjectReader READER = JSON.readerFor(AttemptRecord.class);

    private final RecordWriter writer;

    /** A log that writes through this writer. */
    public AttemptLog(RecordWriter writer) {
        this.writer = writer;
    }

    /** Records an attempt; the future completes when Kafka has it. Its partition is that of the source record. */
    public CompletableFuture<Void> append(AttemptRecord attempt) {
        return append(attempt, null);
    }

    /** The same, with the exception behind the attempt's reason, which only the line tells. */
    public CompletableFuture<Void> append(AttemptRecord attempt, @Nullable String cause) {
        print(attempt, cause);
        String event = attempt.event() == null ? "" : attempt.event().id();
        byte[] key = (attempt.endpoint() + "|" + event).getBytes(StandardCharsets.UTF_8);
        try {
            return writer.write(new ProducerRecord<>(
                    Topics.WEBHOOK_ATTEMPTS, attempt.partition(), key, WRITER.writeValueAsBytes(attempt)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An attempt record cannot be written as JSON", e);
        }
    }

    /** The attempt of a record's value, or null when it is none. */
    public static @Nullable AttemptRecord read(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return READER.readValue(value);
        } catch (IOException e) {
            return null;
        }
    }

    private static void print(AttemptRecord attempt, @Nullable String cause) {
        AttemptRecord.EventFacts event = attempt.event();
        LoggingEventBuilder line = log.atInfo()
                .addKeyValue("endpointId", attempt.endpoint())
                .addKeyValue("eventId", event == null ? null : event.id())
                .addKeyValue("sessionId", event == null ? null : event.sessionId())
                .addKeyValue("provider", event == null ? null : event.provider())
                .addKeyValue("attempt", attempt.attempt())
                .addKeyValue("outcome", attempt.outcome())
                .addKeyValue("status", attempt.status())
                .addKeyValue("durationMs", attempt.durationMs())
                .addKeyValue("error", attempt.reason());
        if (cause != null) {
            line = line.addKeyValue("cause", cause);
        }
        line.log("timeout".equals(attempt.reason()) ? "Webhook timeout" : "Webhook attempt");
    }
}
