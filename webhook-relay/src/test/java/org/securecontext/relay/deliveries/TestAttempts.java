package org.securecontext.relay.deliveries;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Topics;

/** Builds records of the attempt log. */
final class TestAttempts {

    static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private int partition;
    private long offset;
    private String event = "event";
    private String session = "s";
    private int number = 1;
    private String outcome = "delivered";
    private Instant at = START;
    private Instant appendedAt = START;

    /** A delivery of "event" from partition 0 that was made and appended at the start. */
    static TestAttempts anAttempt() {
        return new TestAttempts();
    }

    /** A place in the attempt log. */
    TestAttempts in(int partition, long offset) {
        this.partition = partition;
        this.offset = offset;
        return this;
    }

    /** Each event has its own place in the event topic. */
    TestAttempts of(String event) {
        this.event = event;
        return this;
    }

    TestAttempts session(String session) {
        this.session = session;
        return this;
    }

    TestAttempts number(int number) {
        this.number = number;
        return this;
    }

    TestAttempts outcome(String outcome) {
        this.outcome = outcome;
        return this;
    }

    TestAttempts at(Instant at) {
        this.at = at;
        return this;
    }

    TestAttempts appendedAt(Instant appendedAt) {
        this.appendedAt = appendedAt;
        return this;
    }

    /** The record. */
    ConsumerRecord<byte[], byte[]> build() {
        String json = """
                {"at":"%s","endpoint":"siem","generation":"g","event":{"id":"%s","type":"token_created","session_id":"%s"},
                 "attempt":%d,"outcome":"%s","duration_ms":3,"partition":%d,"offset":%d}
                """.formatted(at, event, session, number, outcome, partition, event.hashCode());
        return new ConsumerRecord<>(
                Topics.WEBHOOK_ATTEMPTS,
                partition,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                null,
                json.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    /** The id of a delivery's event. */
    static String eventOf(Delivery delivery) {
        return Objects.requireNonNull(delivery.event()).id();
    }

    /** Asks for ten deliveries, of this event or of any. */
    static DeliveryQuery query(@Nullable String event) {
        return new DeliveryQuery(null, null, event, null, null, null, 10, null);
    }
}
