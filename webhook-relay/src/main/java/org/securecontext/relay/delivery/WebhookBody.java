package org.securecontext.relay.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.events.InstantText;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.TokenEventFormat;
import org.securecontext.relay.endpoints.BodyFormat;
import org.securecontext.relay.records.WebhookEvent;

/** Writes the body of a webhook, once, as compact UTF-8 JSON. */
public final class WebhookBody {

    private static final JsonFactory JSON = new ObjectMapper().getFactory();
    private static final EventFormat CLOUD_EVENTS = new JsonFormat();

    /** What receivers of these types know as data; other types show all of theirs. */
    private static final Map<EventType, List<String>> FIELDS = Map.of(
            EventType.TOKEN_CREATED, List.of("scope", "expires_in"),
            EventType.TOKEN_RETRIEVED, List.of("client_info"),
            EventType.TOKEN_EXPIRED, List.of("expired_at"));

    private WebhookBody() {}

    /** The body of an event in a format. */
    public static byte[] of(WebhookEvent event, BodyFormat format) {
        return switch (format) {
            case SCP -> scp(event);
            case CLOUDEVENTS -> CLOUD_EVENTS.serialize(TokenEventFormat.toCloudEvent(event.event()));
        };
    }

    private static byte[] scp(WebhookEvent source) {
        TokenEvent event = source.event();
        String time = InstantText.of(event.time());
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("event_id", event.id().value());
            json.writeStringField("event_type", event.type().legacyName());
            json.writeStringField("timestamp", time);
            json.writeStringField("session_id", event.subject());
            writeNullable(json, event.provider());
            json.writeFieldName("data");
            writeData(json, event.type(), source.data());
            json.writeObjectFieldStart("metadata");
            writeMetadata(json, event.type(), time, source.data());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes", e);
        }
        return body.toByteArray();
    }

    private static void writeNullable(JsonGenerator json, @Nullable String provider) throws IOException {
        if (provider == null) {
            json.writeNullField("provider");
        } else {
            json.writeStringField("provider", provider);
        }
    }

    private static void writeData(JsonGenerator json, EventType type, ObjectNode data) throws IOException {
        List<String> fields = FIELDS.get(type);
        if (fields == null) {
            json.writeTree(data);
            return;
        }
        json.writeStartObject();
        for (String field : fields) {
            JsonNode value = data.get(field);
            json.writeFieldName(field);
            json.writeTree(value);
        }
        json.writeEndObject();
    }

    private static void writeMetadata(JsonGenerator json, EventType type, String time, ObjectNode data)
            throws IOException {
        switch (type) {
            case TOKEN_CREATED -> json.writeStringField("created_at", time);
            case TOKEN_RETRIEVED -> json.writeStringField("retrieved_at", time);
            case TOKEN_EXPIRED -> {
                JsonNode expiredAt = data.get("expired_at");
                json.writeStringField("expired_at", expiredAt == null ? time : expiredAt.asText());
            }
            default -> {
                // The other types came later; their time is the event's timestamp.
            }
        }
    }
}
