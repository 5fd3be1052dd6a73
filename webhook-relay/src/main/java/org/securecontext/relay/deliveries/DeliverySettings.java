package org.securecontext.relay.deliveries;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of the attempt log.
 *
 * @param recentAttempts how many attempts a replica keeps in memory; default 50,000; fewer where their records take more than
 *     700 bytes each; older ones are read from the topic
 */
@ConfigurationProperties("scp.deliveries")
public record DeliverySettings(@DefaultValue("50000") int recentAttempts) {

    /** Fails with an {@link IllegalArgumentException} for a number that is not positive. */
    public DeliverySettings {
        if (recentAttempts < 1) {
            throw new IllegalArgumentException("scp.deliveries.recent-attempts takes a number above 0");
        }
    }
}
