package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.endpoints.Endpoint;

/**
 * An endpoint as operators see it: without secrets and without the values of its headers.
 *
 * @param source {@code operator}, or {@code configuration} when it is declared and changed there
 * @param headers their names
 * @param disabledReason null when it is enabled
 * @param previousSecretUntil until when the older secret signs too; null without an overlap
 * @param secret shown once, by the call that made it; else null
 * @param health how it fares; null where it is not known yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EndpointView(
        String id,
        String source,
        String url,
        List<String> events,
        List<String> providers,
        String format,
        List<String> headers,
        String timeout,
        EndpointRequest.Retry retry,
        @Nullable Double rateLimit,
        int maxInFlight,
        String startFrom,
        String consumerGroup,
        boolean enabled,
        @Nullable String disabledReason,
        boolean signed,
        @Nullable Instant previousSecretUntil,
        @Nullable String secret,
        @Nullable EndpointHealth health) {

    static EndpointView of(Endpoint endpoint) {
        return of(endpoint, null, null);
    }

    static EndpointView of(Endpoint endpoint, @Nullable EndpointHealth health) {
        return of(endpoint, null, health);
    }

    static EndpointView of(Endpoint endpoint, @Nullable Secret shown, @Nullable EndpointHealth health) {
        var retries = endpoint.limits().retries();
        return new EndpointView(
                endpoint.id().value(),
                endpoint.isDeclared() ? "configuration" : "operator",
                endpoint.target().url().toString(),
                eventsOf(endpoint),
                endpoint.subscription().providers().stream().sorted().toList(),
                endpoint.target().format().name().toLowerCase(Locale.ROOT),
                endpoint.target().headers().keySet().stream().sorted().toList(),
                EndpointRequest.millis(endpoint.target().timeout()),
                new EndpointRequest.Retry(
                        retries.count(), EndpointRequest.millis(retries.delay()), EndpointRequest.redelivery(retries)),
                endpoint.limits().ratePerSecond(),
                endpoint.limits().maxInFlight(),
                endpoint.startFrom().toString(),
                endpoint.consumerGroup(),
                endpoint.isEnabled(),
                endpoint.disabled(),
                endpoint.secrets().current() != null,
                endpoint.secrets().previousUntil(),
                shown == null ? null : shown.reveal(),
                health);
    }

    static List<String> eventsOf(Endpoint endpoint) {
        return endpoint.subscription().events().isEmpty()
                ? List.of("*")
                : EndpointRequest.names(endpoint.subscription().events());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EndpointView[id=" + id + "]";
    }
}
