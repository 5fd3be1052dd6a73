package org.securecontext.relay.deliveries;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.Topics;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.endpointapi.FindEndpoint;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.records.ReadRecord;
import org.securecontext.relay.records.SourceRecord;
import org.securecontext.relay.retries.RetryEntry;
import org.securecontext.relay.retries.RetryKey;
import org.securecontext.relay.retries.RetryTopic;

/** Sends an event to an endpoint once more: as a retry that is due now, with the same id. */
public final class ResendDelivery {

    private final FindEndpoint findEndpoint;
    private final FindDeliveries findDeliveries;
    private final ReadRecord readRecord;
    private final RetryTopic retries;
    private final OperatorEvents events;
    private final Clock clock;

    /** Resends what the attempt log knows. */
    public ResendDelivery(
            FindEndpoint findEndpoint,
            FindDeliveries findDeliveries,
            ReadRecord readRecord,
            RetryTopic retries,
            OperatorEvents events,
            Clock clock) {
        this.findEndpoint = findEndpoint;
        this.findDeliveries = findDeliveries;
        this.readRecord = readRecord;
        this.retries = retries;
        this.events = events;
        this.clock = clock;
    }

    /** Asks for the delivery; the endpoint's lane makes it within moments. */
    public Outcome<Resent> resend(String endpointId, String eventId, Operator operator) {
        return findEndpoint
                .find(endpointId)
                .then(endpoint -> find(endpoint, eventId)
                        .then(this::source)
                        .then(source -> resend(endpoint, eventId, source, operator)));
    }

    private Outcome<Delivery> find(Endpoint endpoint, String eventId) {
        DeliveryQuery query = new DeliveryQuery(endpoint.id().value(), null, eventId, null, null, null, 1, null);
        return findDeliveries.find(query).then(page -> first(page.deliveries()));
    }

    private static Outcome<Delivery> first(List<Delivery> found) {
        return found.isEmpty()
                ? Outcome.refused(
                        ErrorCode.NOT_FOUND,
                        "None of the last attempts is of this event and endpoint; replay its time instead")
                : Outcome.done(found.get(0));
    }

    private Outcome<SourceRecord> source(Delivery delivery) {
        @Nullable
        ConsumerRecord<byte[], byte[]> found =
                readRecord.at(Topics.TOKEN_EVENTS, delivery.partition(), delivery.offset());
        return found == null
                ? Outcome.refused(ErrorCode.NOT_FOUND, "The event topic no longer has this event")
                : Outcome.done(SourceRecord.of(found));
    }

    private Outcome<Resent> resend(Endpoint endpoint, String eventId, SourceRecord source, Operator operator) {
        if (!endpoint.isEnabled()) {
            return Outcome.refused(ErrorCode.CONFLICT, "The endpoint is disabled: enable it first");
        }
        String id = endpoint.id().value();
        events.append("delivery_resent", id, operator, Map.of("endpoint", id, "event_id", eventId));
        RetryKey key = new RetryKey(endpoint.operatorKey(), new EventId(eventId));
        KafkaAnswer.await(retries.open(new RetryEntry(key, 0, clock.instant(), source)));
        return Outcome.done(new Resent(id, eventId, true));
    }

    /** What is on its way again. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Resent(String endpoint, String eventId, boolean resent) {}
}
