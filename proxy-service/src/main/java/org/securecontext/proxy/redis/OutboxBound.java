package org.securecontext.proxy.redis;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How far the outbox may grow while Kafka is away.
 *
 * @param maxLength events that a shard's outbox may hold before creating, retrieving and refreshing are refused ({@code
 *     SCP_OUTBOX_MAX_LENGTH}); revoking, extending, storing a refresh and expiring always pass
 */
@Validated
@ConfigurationProperties("scp.outbox")
public record OutboxBound(@Min(1) @DefaultValue("100000") long maxLength) {

    /** The bound as an argument of a script. */
    public String asArgument() {
        return Long.toString(maxLength);
    }
}
