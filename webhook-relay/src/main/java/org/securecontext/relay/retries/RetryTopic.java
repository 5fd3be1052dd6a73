package org.securecontext.relay.retries;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.records.SourceRecord;
import org.springframework.stereotype.Component;

/**
 * Writes and reads entries of {@code scp.webhook.retries}: the source record's headers and value with the relay's headers
 * beside them, in the partition of the same number as the source's; a tombstone closes an entry.
 */
@Component
public final class RetryTopic {

    private final RecordWriter writer;

    /** A topic that is written through this writer. */
    public RetryTopic(RecordWriter writer) {
        this.writer = writer;
    }

    /** Opens a retry, or moves it on; the future completes when Kafka has it. */
    public CompletableFuture<Void> open(RetryEntry entry) {
        SourceRecord source = entry.source();
        Headers headers = source.copyOfHeaders();
        SourceRecord.put(headers, "failed-attempts", entry.failedAttempts());
        SourceRecord.put(headers, "due", entry.due().toEpochMilli());
        SourceRecord.put(headers, "source-offset", source.offset());
        SourceRecord.put(headers, "source-appended-at", source.appendedAt());
        return writer.write(new ProducerRecord<>(
                Topics.WEBHOOK_RETRIES, source.partition(), entry.key().encoded(), source.value(), headers));
    }

    /** Closes a retry; the future completes when Kafka has it. */
    public CompletableFuture<Void> close(RetryKey key, int partition) {
        return writer.write(new ProducerRecord<>(Topics.WEBHOOK_RETRIES, partition, key.encoded(), null));
    }

    /** The entry of a record, or null when it is a tombstone or no entry. */
    static @Nullable RetryEntry read(RetryKey key, ConsumerRecord<byte[], byte[]> entry) {
        Headers headers = entry.headers();
        Long attempts = number(headers, "failed-attempts");
        Long due = number(headers, "due");
        Long offset = number(headers, "source-offset");
        Long appendedAt = number(headers, "source-appended-at");
        if (entry.value() == null || attempts == null || due == null || offset == null || appendedAt == null) {
            return null;
        }
        SourceRecord source = new SourceRecord(entry.partition(), offset, appendedAt, headers, entry.value());
        return new RetryEntry(key, (int) Math.max(0, attempts), Instant.ofEpochMilli(due), source);
    }

    private static @Nullable Long number(Headers headers, String name) {
        String text = SourceRecord.get(headers, name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
