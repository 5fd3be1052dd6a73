package org.securecontext.relay.endpoints;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An endpoint as a file or an environment declares it: texts that are still to be checked.
 *
 * @param id its name
 * @param url where to
 * @param events legacy names, or {@code *}
 * @param providers names; empty means all
 * @param secret signs
 * @param previousSecret signs too, during an overlap
 * @param format {@code scp} or {@code cloudevents}
 * @param headers added to each request
 * @param timeout such as {@code 10s}; a bare number is seconds
 * @param retry when failed attempts are repeated
 * @param rateLimit requests in a second over all replicas
 * @param maxInFlight concurrent requests of one process
 * @param startFrom where a new endpoint begins
 */
public record EndpointEntry(
        @Nullable String id,
        @Nullable String url,
        @DefaultValue List<String> events,
        @DefaultValue List<String> providers,
        @Nullable String secret,
        @Nullable String previousSecret,
        @Nullable String format,
        @DefaultValue Map<String, String> headers,
        @Nullable String timeout,
        @DefaultValue Retry retry,
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
    public record Retry(
            @Nullable Integer count,
            @Nullable String delay,
            @Nullable String redelivery) {}

    /** Without secrets and header values. */
    @Override
    public String toString() {
        return "EndpointEntry[id=" + id + "]";
    }
}
