package org.securecontext.relay.endpoints;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook endpoint as it is now.
 *
 * @param id its name
 * @param generation tells an endpoint from an earlier one of the same name, so that it inherits no position and no retry
 * @param target where it is
 * @param subscription what it receives
 * @param secrets what signs its webhooks
 * @param limits how hard it is worked
 * @param startFrom where it begins when it is new
 * @param disabled why nothing is sent to it; null when it is enabled
 */
public record Endpoint(
        EndpointId id,
        String generation,
        Target target,
        Subscription subscription,
        SigningSecrets secrets,
        Limits limits,
        StartFrom startFrom,
        @Nullable String disabled) {

    /** The generation of endpoints that are declared in the environment or the endpoints file. */
    public static final String DECLARED = "declared";

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public Endpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(generation, "generation");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(subscription, "subscription");
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(startFrom, "startFrom");
    }

    /** The id and generation, which is what positions and retries belong to. */
    public String key() {
        return id.value() + "." + generation;
    }

    /** What the deliveries that operators ask for belong to; they do not count as the lane's own retries. */
    public String operatorKey() {
        return key() + "/operator";
    }

    /** The consumer group that holds its position. */
    public String consumerGroup() {
        return "scp-webhook-relay." + key();
    }

    /** Whether webhooks are sent to it. */
    public boolean isEnabled() {
        return disabled == null;
    }

    /** The same endpoint, disabled for a reason or, with null, enabled. */
    public Endpoint withDisabled(@Nullable String reason) {
        return new Endpoint(id, generation, target, subscription, secrets, limits, startFrom, reason);
    }

    /** The same endpoint with other secrets. */
    public Endpoint withSecrets(SigningSecrets other) {
        return new Endpoint(id, generation, target, subscription, other, limits, startFrom, disabled);
    }

    /** Whether the environment or the endpoints file declares it, so that it is changed there. */
    public boolean isDeclared() {
        return generation.equals(DECLARED);
    }
}
