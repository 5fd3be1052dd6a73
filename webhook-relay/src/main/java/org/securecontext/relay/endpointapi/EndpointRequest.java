package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.endpoints.EndpointEntry;
import org.securecontext.relay.endpoints.RetrySchedule;

/**
 * An endpoint as an operator asks for it; what is absent has the default of {@code SCP_WEBHOOK_*}.
 *
 * @param id its name: lowercase letters, digits and dashes
 * @param url where to
 * @param events legacy names such as {@code token_created}, or {@code *}; absent: all
 * @param providers names; absent: all
 * @param secret what signs; absent: one is made
 * @param format {@code scp} or {@code cloudevents}
 * @param headers added to each request
 * @param timeout of one attempt, such as {@code 10s}; a bare number is seconds
 * @param retry when failed attempts are repeated
 * @param rateLimit requests in a second over all replicas; absent: none
 * @param maxInFlight concurrent requests of one process
 * @param startFrom {@code latest}, {@code earliest}, or a time: backfill from then on
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointRequest(
        @Nullable String id,
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable List<String> providers,
        @Nullable String secret,
        @Nullable String format,
        @Nullable Map<String, String> headers,
        @Nullable String timeout,
        @Nullable Retry retry,
        @Nullable Double rateLimit,
        @Nullable Integer maxInFlight,
        @Nullable String startFrom) {

    /**
     * Overrides of the retry schedule.
     *
     * @param count further attempts of the first phase
     * @param delay before the first of them
     * @param redelivery pauses separated by commas, or {@code none}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Retry(
            @Nullable Integer count,
            @Nullable String delay,
            @Nullable String redelivery) {}

    /** What an operator can change of an endpoint, as it is now. */
    static EndpointRequest of(Endpoint endpoint) {
        RetrySchedule retries = endpoint.limits().retries();
        return new EndpointRequest(
                null,
                endpoint.target().url().toString(),
                EndpointView.eventsOf(endpoint),
                List.copyOf(endpoint.subscription().providers()),
                null,
                endpoint.target().format().name().toLowerCase(java.util.Locale.ROOT),
                endpoint.target().headers(),
                millis(endpoint.target().timeout()),
                new Retry(retries.count(), millis(retries.delay()), redelivery(retries)),
                endpoint.limits().ratePerSecond(),
                endpoint.limits().maxInFlight(),
                null);
    }

    /** The same in the terms of declared endpoints. */
    EndpointEntry entry(String withId, String withSecret) {
        return new EndpointEntry(
                withId,
                url,
                events == null || events.isEmpty() ? List.of("*") : events,
                providers == null ? List.of() : providers,
                withSecret,
                null,
                format,
                headers == null ? Map.of() : headers,
                timeout,
                retry == null
                        ? new EndpointEntry.Retry(null, null, null)
                        : new EndpointEntry.Retry(retry.count(), retry.delay(), retry.redelivery()),
                rateLimit,
                maxInFlight,
                startFrom);
    }

    /** Without the secret and the values of headers. */
    @Override
    public String toString() {
        return "EndpointRequest[id=" + id + "]";
    }

    static String redelivery(RetrySchedule retries) {
        return retries.redelivery().isEmpty()
                ? "none"
                : retries.redelivery().stream().map(EndpointRequest::millis).collect(Collectors.joining(","));
    }

    static String millis(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    static List<String> names(java.util.Collection<EventType> types) {
        return types.stream().map(EventType::legacyName).sorted().toList();
    }
}
