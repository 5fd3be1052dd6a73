package org.securecontext.relay.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.records.SourceRecord;
import org.springframework.stereotype.Component;

/**
 * Writes dead letters to {@code scp.webhook.dead-letters}: the source record's own headers and value, with the relay's
 * headers {@code scp-relay-…} beside them, in the partition of the same number as the source's.
 */
@Component
public final class DeadLetterTopic {

    private final RecordWriter writer;

    /** A topic that is written through this writer. */
    public DeadLetterTopic(RecordWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes a dead letter; the future completes when Kafka has it. A value that is too long for the topic is left out,
     * and its length noted: it still stands at its coordinates.
     */
    public CompletableFuture<Void> write(DeadLetter letter) {
        byte[] value = letter.source().value();
        return writer.write(entry(letter, value, null))
                .exceptionallyCompose(
                        tooLarge -> writer.write(entry(letter, new byte[0], value == null ? 0 : value.length)));
    }

    private static ProducerRecord<byte[], byte[]> entry(
            DeadLetter letter, byte @Nullable [] value, @Nullable Integer droppedBytes) {
        SourceRecord source = letter.source();
        Headers headers = source.copyOfHeaders();
        SourceRecord.put(headers, "endpoint", letter.endpointKey());
        SourceRecord.put(headers, "job", letter.job());
        SourceRecord.put(headers, "cause", letter.cause());
        SourceRecord.put(headers, "detail", letter.detail());
        SourceRecord.put(headers, "attempts", letter.attempts());
        SourceRecord.put(headers, "at", letter.at());
        SourceRecord.put(headers, "source-partition", source.partition());
        SourceRecord.put(headers, "source-offset", source.offset());
        SourceRecord.put(headers, "source-appended-at", source.appendedAt());
        SourceRecord.put(headers, "dropped-bytes", droppedBytes);
        String key = letter.endpointKey() + "|" + source.partition() + "|" + source.offset();
        return new ProducerRecord<>(
                Topics.WEBHOOK_DEAD_LETTERS, source.partition(), key.getBytes(StandardCharsets.UTF_8), value, headers);
    }
}
