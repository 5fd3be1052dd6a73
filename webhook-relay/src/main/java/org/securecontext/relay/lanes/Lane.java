package org.securecontext.relay.lanes;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.endpoints.Endpoint;

/**
 * Which lane it is.
 *
 * @param key what its retries belong to: the endpoint's key and, in a replay, the job
 * @param group its consumer group
 * @param job the replay; null for the live lane
 * @param endpoint the endpoint as it is now; asked anew for each attempt
 */
public record Lane(String key, String group, @Nullable String job, Supplier<Endpoint> endpoint) {

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
}
