package org.securecontext.relay.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.securecontext.events.TokenEvent;

/**
 * An event that can be delivered.
 *
 * @param event the event
 * @param data its data, parsed once
 */
public record WebhookEvent(TokenEvent event, ObjectNode data) {

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public WebhookEvent {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(data, "data");
    }
}
