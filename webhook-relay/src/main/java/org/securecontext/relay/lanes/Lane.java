package org.securecontext.relay.lanes;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.records.WebhookEvent;

/**
 * Which lane it is.
 *
 * @param key what its retries belong to: the endpoint's key and, in a replay, the job
 * @param group its consumer group
 * @param bounds what a replay delivers; null for the live lane
 * @param endpoint the endpoint as it is now; asked anew for each attempt
 */
public record Lane(String key, String group, @Nullable ReplayBounds bounds, Supplier<Endpoint> endpoint) {

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public Lane {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** The live lane of an endpoint. */
    public static Lane live(Supplier<Endpoint> endpoint) {
        Endpoint now = endpoint.get();
        return new Lane(now.key(), now.consumerGroup(), null, endpoint);
    }

    /** The lane of a replay to an endpoint. */
    public static Lane replay(String group, ReplayBounds bounds, Supplier<Endpoint> endpoint) {
        return new Lane(replayKey(endpoint.get().key(), bounds.job()), group, bounds, endpoint);
    }

    /** What the retries of a replay belong to. */
    public static String replayKey(String endpointKey, String job) {
        return endpointKey + "/" + job;
    }

    /** The replay; null for the live lane. */
    public @Nullable String job() {
        return bounds == null ? null : bounds.job();
    }

    /** Whose retries it makes: its own, and in the live lane those that operators asked for. */
    List<String> retryKeys() {
        return bounds == null ? List.of(key, endpoint.get().operatorKey()) : List.of(key);
    }

    /** The offset of a partition at which it ends; the live lane has no end. */
    long endOf(int partition) {
        return bounds == null ? Long.MAX_VALUE : bounds.ends().getOrDefault(partition, 0L);
    }

    /** Whether it delivers such an event; the endpoint's subscription is asked besides. */
    boolean includes(WebhookEvent event) {
        return bounds == null || bounds.includes().test(event);
    }
}
