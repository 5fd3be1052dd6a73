package org.securecontext.relay.endpoints;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;

/**
 * Which events an endpoint receives.
 *
 * @param events the types; empty means all
 * @param providers the providers; empty means all, also events without a provider
 */
public record Subscription(Set<EventType> events, Set<String> providers) {

    /** Every event. */
    public static final Subscription ALL = new Subscription(Set.of(), Set.of());

    /** Copies the sets. */
    public Subscription {
        events = Set.copyOf(events);
        providers = Set.copyOf(providers);
    }

    /** Whether the endpoint receives such an event; a test event passes every filter. */
    public boolean includes(EventType type, @Nullable String provider) {
        return type == EventType.WEBHOOK_TEST
                || ((events.isEmpty() || events.contains(type))
                        && (providers.isEmpty() || (provider != null && providers.contains(provider))));
    }
}
