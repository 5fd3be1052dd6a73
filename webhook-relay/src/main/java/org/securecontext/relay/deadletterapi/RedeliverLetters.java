package org.securecontext.relay.deadletterapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.Topics;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.api.Parameters;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointId;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.records.ReadRecord;
import org.securecontext.relay.records.SourceRecord;
import org.securecontext.relay.retries.RetryEntry;
import org.securecontext.relay.retries.RetryKey;
import org.securecontext.relay.retries.RetryTopic;

/**
 * Delivers dead letters again, with their first ids, as retries of the operator: what fails again takes the endpoint's
 * schedule and ends as a new dead letter. A letter is marked after its retry is durable.
 */
public final class RedeliverLetters {

    /** How many letters one call takes; the rest stays open and is named in the answer. */
    static final int MOST = 1000;

    private static final long PAUSE_MILLIS = 5;

    private final LetterShelf shelf;
    private final ReadRecord readRecord;
    private final EndpointRegistry endpoints;
    private final RetryTopic retries;
    private final LetterWrites writes;
    private final Clock clock;

    /** Redelivers from this shelf. */
    public RedeliverLetters(
            LetterShelf shelf,
            ReadRecord readRecord,
            EndpointRegistry endpoints,
            RetryTopic retries,
            LetterWrites writes,
            Clock clock) {
        this.shelf = shelf;
        this.readRecord = readRecord;
        this.endpoints = endpoints;
        this.retries = retries;
        this.writes = writes;
        this.clock = clock;
    }

    /** Redelivers one letter. */
    public Outcome<Redelivered> one(Letter letter, Operator operator) {
        String problem = problemOf(letter);
        return problem != null
                ? Outcome.refused(ErrorCode.CONFLICT, problem)
                : Outcome.done(redeliver(List.of(letter), 0, 0, operator));
    }

    /** Redelivers the open letters that fit, from old to new, at most {@link #MOST} in a call. */
    public Outcome<Redelivered> all(LetterQuery query, Operator operator) {
        return Parameters.read(() -> shelf.find(query.test().and(Letter::isOpen)))
                .then(open -> {
                    List<Letter> can = open.stream()
                            .filter(letter -> problemOf(letter) == null)
                            .toList();
                    List<Letter> now = can.subList(0, Math.min(MOST, can.size()));
                    return Outcome.done(redeliver(now, open.size() - can.size(), can.size() - now.size(), operator));
                });
    }

    private Redelivered redeliver(List<Letter> letters, int impossible, int remaining, Operator operator) {
        if (!letters.isEmpty()) {
            writes.tell("dead_letters_redelivered", letters, operator, null);
        }
        List<CompletableFuture<Void>> written = new ArrayList<>();
        try (ReadRecord.Reader reader = readRecord.open()) {
            for (Letter letter : letters) {
                // Spread a little, so that live events go on between them.
                Instant due = clock.instant().plusMillis(PAUSE_MILLIS * written.size());
                CompletableFuture<Void> one = redeliver(reader, letter, due);
                if (one != null) {
                    written.add(one);
                }
            }
        }
        KafkaAnswer.await(CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)));
        return new Redelivered(written.size(), impossible + letters.size() - written.size(), remaining);
    }

    /** Completes when the retry and the mark are durable; null when the topic no longer has the letter. */
    private @Nullable CompletableFuture<Void> redeliver(ReadRecord.Reader reader, Letter letter, Instant due) {
        LetterId id = LetterId.parse(letter.id());
        ConsumerRecord<byte[], byte[]> found = reader.at(Topics.WEBHOOK_DEAD_LETTERS, id.partition(), id.offset());
        if (found == null) {
            return null;
        }
        SourceRecord source = new SourceRecord(
                letter.partition(),
                letter.offset(),
                Letter.number(found.headers(), "source-appended-at"),
                found.headers(),
                found.value());
        Endpoint endpoint = Objects.requireNonNull(endpointOf(letter));
        RetryKey key = new RetryKey(endpoint.operatorKey(), new EventId(Objects.requireNonNull(letter.eventId())));
        return retries.open(new RetryEntry(key, 0, due, source))
                .thenCompose(open -> writes.mark(id, Letter.REDELIVERED, null));
    }

    private @Nullable String problemOf(Letter letter) {
        if (!letter.state().equals(Letter.OPEN)) {
            return "The dead letter was " + letter.state() + " before";
        }
        if (letter.eventId() == null || !letter.cause().equals("attempts_used_up")) {
            return "The dead letter is no event that could be delivered: look at it and discard it";
        }
        Endpoint endpoint = endpointOf(letter);
        return endpoint == null
                ? "The endpoint of this dead letter was deleted"
                : endpoint.isEnabled() ? null : "The endpoint is disabled: enable it first";
    }

    private @Nullable Endpoint endpointOf(Letter letter) {
        Endpoint endpoint = endpoints.find(new EndpointId(letter.endpoint()));
        return endpoint != null && endpoint.key().equals(letter.endpointKey()) ? endpoint : null;
    }

    /**
     * What a call did.
     *
     * @param redelivered letters that are on their way
     * @param impossible letters that are no events, or whose endpoint is deleted or disabled
     * @param remaining letters that the next call takes
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Redelivered(int redelivered, int impossible, int remaining) {}
}
