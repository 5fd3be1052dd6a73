package org.securecontext.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import java.net.URI;
import java.time.ZoneOffset;

/** Token events as CloudEvents 1.0, with the extensions {@code provider agentid shard sequence traceparent}. */
public final class TokenEventFormat {

    private TokenEventFormat() {}

    /** The CloudEvent of a token event; its data is {@code application/json}. */
    public static CloudEvent toCloudEvent(TokenEvent event) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.id().value())
                .withType(event.type().type())
                .withSource(event.source())
                .withSubject(event.subject())
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create(event.type().dataSchema()))
                .withDataContentType("application/json")
                .withExtension("shard", event.shard().number())
                .withExtension("sequence", Long.toString(event.sequence()))
                .withData(BytesCloudEventData.wrap(event.data()));
        if (event.provider() != null) {
            builder.withExtension("provider", event.provider());
        }
        if (event.agentId() != null) {
            builder.withExtension("agentid", event.agentId());
        }
        if (event.traceparent() != null) {
            builder.withExtension("traceparent", event.traceparent());
        }
        return builder.build();
    }

    /**
     * The token event of a CloudEvent read from the topic.
     *
     * @throws IllegalArgumentException saying what is missing or wrong, when it is no token event of this contract
     */
    public static TokenEvent fromCloudEvent(CloudEvent event) {
        return TokenEventAttributes.of(event).toEvent();
    }
}
