package org.securecontext.relay.endpoints;

import java.util.Objects;
import java.util.regex.Pattern;

/** The name of a webhook endpoint; also part of its consumer group and the instance name in {@code resilience4j.*}. */
public record EndpointId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Fails with an {@link IllegalArgumentException} unless it is 1 to 63 lowercase letters, digits and dashes. */
    public EndpointId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an endpoint id is 1 to 63 lowercase letters, digits and dashes, and starts with no dash");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
