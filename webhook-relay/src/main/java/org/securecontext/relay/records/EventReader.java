package org.securecontext.relay.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventAttributes;
import org.springframework.stereotype.Component;

/** Reads CloudEvents (binary or structured mode) from records, and never fails because of what a record holds. */
@Component
public final class EventReader {

    /** Events are a few hundred bytes and their fields are capped; what is longer than this is no event of the gateway. */
    static final int LARGEST_EVENT = 256 * 1024;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The event of a record, or why there is none. */
    public Reading read(SourceRecord source) {
        byte[] value = source.value();
        if (value == null) {
            return new Reading.Unreadable("no_value", "The record has no value");
        }
        if (value.length > LARGEST_EVENT) {
            return new Reading.Unreadable("too_large", "The record has " + value.length + " bytes");
        }
        TokenEventAttributes attributes;
        try {
            attributes = TokenEventAttributes.of(KafkaMessageFactory.createReader(source.headers(), value));
        } catch (RuntimeException e) {
            // Whatever a stranger's bytes make the parsers throw, the record is at fault, and the lane goes on.
            return new Reading.Unreadable(
                    "no_event", "The record is no CloudEvent: " + e.getClass().getSimpleName());
        }
        if (attributes.isOfUnknownType()) {
            return new Reading.Unreadable("unknown_type", "The event's type is not known to this version");
        }
        try {
            TokenEvent event = attributes.toEvent();
            return JSON.readTree(event.data()) instanceof ObjectNode data
                    ? new Reading.Valid(new WebhookEvent(event, data))
                    : new Reading.Unreadable("no_json", "The event's data is no JSON object");
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable("no_json", "The event's data is no JSON");
        } catch (IOException | RuntimeException e) {
            return new Reading.Unreadable("no_event", String.valueOf(e.getMessage()));
        }
    }
}
