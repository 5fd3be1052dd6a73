package org.securecontext.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.CloudEventUtils;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.rw.CloudEventWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a CloudEvent tells of a token event, as it stands in its message. A binary message is read into it attribute by attribute,
 * without the CloudEvent in between that checks and parses those which nobody asks for.
 */
public final class TokenEventAttributes implements CloudEventWriter<TokenEventAttributes> {

    /** Events come from one gateway or few, and its address takes longer to parse than the rest of an event. */
    private static volatile URI lastSource = URI.create("");

    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String source;
    private @Nullable String subject;
    private @Nullable String time;
    private @Nullable String provider;
    private @Nullable String agentId;
    private @Nullable String shard;
    private @Nullable String sequence;
    private @Nullable String traceparent;
    private byte @Nullable [] data;

    private TokenEventAttributes() {}

    /** Reads a message of either mode; fails with what the SDK throws when it is no CloudEvent. */
    public static TokenEventAttributes of(MessageReader message) {
        return message.getEncoding() == Encoding.BINARY
                ? message.read(version -> new TokenEventAttributes())
                : of(message.toEvent());
    }

    static TokenEventAttributes of(CloudEvent event) {
        return CloudEventUtils.toReader(event).read(version -> new TokenEventAttributes());
    }

    /** Whether it names a type that this version does not know. */
    public boolean isOfUnknownType() {
        return type != null && EventType.ofType(type) == null;
    }

    /**
     * The token event.
     *
     * @throws IllegalArgumentException saying what is missing or wrong, without its content but for the type, when it is no token
     *     event of this contract
     */
    public TokenEvent toEvent() {
        EventType known = EventType.ofType(required(type, "type"));
        if (known == null) {
            throw new IllegalArgumentException("Unknown event type " + type);
        }
        return new TokenEvent(
                new EventId(required(id, "id")),
                known,
                source(required(source, "source")),
                required(subject, "subject"),
                instant(required(time, "time")),
                provider,
                agentId,
                Shard.numbered(number(shard, "shard")),
                number(sequence, "sequence"),
                traceparent,
                required(data, "data"));
    }

    @Override
    public TokenEventAttributes withContextAttribute(String name, String value) {
        switch (name) {
            case "id" -> id = value;
            case "type" -> type = value;
            case "source" -> source = value;
            case "subject" -> subject = value;
            case "time" -> time = value;
            case "provider" -> provider = value;
            case "agentid" -> agentId = value;
            case "shard" -> shard = value;
            case "sequence" -> sequence = value;
            case "traceparent" -> traceparent = value;
            default -> {
                // What else an event may carry is no part of the contract.
            }
        }
        return this;
    }

    @Override
    public TokenEventAttributes end(CloudEventData content) {
        data = content.toBytes();
        return this;
    }

    @Override
    public TokenEventAttributes end() {
        return this;
    }

    private static <T> T required(@Nullable T value, String attribute) {
        if (value == null) {
            throw new IllegalArgumentException("The event has no " + attribute);
        }
        return value;
    }

    private static URI source(String text) {
        URI source = lastSource;
        if (!source.toString().equals(text)) {
            try {
                source = new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("The event's source is no URI", e);
            }
            lastSource = source;
        }
        return source;
    }

    private static Instant instant(String text) {
        try {
            return InstantText.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The event's time is no time", e);
        }
    }

    private static long number(@Nullable String text, String attribute) {
        try {
            return Long.parseLong(required(text, attribute));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The event's " + attribute + " is no number", e);
        }
    }
}
