package org.securecontext.relay.deadletterapi;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;
import org.securecontext.relay.records.RecordWriter;
import org.securecontext.relay.records.SourceRecord;

/**
 * Marks dead letters by records in the same topic and partition, with the header {@code scp-relay-mark}: what happened to a
 * letter stands where the letter stands, and as long.
 */
final class LetterMarks {

    private final RecordWriter writer;

    LetterMarks(RecordWriter writer) {
        this.writer = writer;
    }

    /** Writes a mark; the future completes when Kafka has it. */
    CompletableFuture<Void> mark(LetterId letter, String state, @Nullable String reason) {
        Headers headers = new RecordHeaders();
        SourceRecord.put(headers, "mark", state);
        SourceRecord.put(headers, "letter-offset", letter.offset());
        SourceRecord.put(headers, "reason", reason);
        byte[] key = ("mark|" + letter).getBytes(StandardCharsets.UTF_8);
        return writer.write(new ProducerRecord<>(Topics.WEBHOOK_DEAD_LETTERS, letter.partition(), key, null, headers));
    }

    /** The mark of a record, or null when it is none. */
    static @Nullable Mark read(ConsumerRecord<byte[], byte[]> consumed) {
        String state = SourceRecord.get(consumed.headers(), "mark");
        return state == null || !Letter.STATES.contains(state)
                ? null
                : new Mark(
                        new LetterId(consumed.partition(), Letter.number(consumed.headers(), "letter-offset")),
                        state,
                        SourceRecord.get(consumed.headers(), "reason"));
    }

    record Mark(LetterId letter, String state, @Nullable String reason) {}
}
