package org.securecontext.proxy.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the outbox is published.
 *
 * @param batchSize how many events of a shard are sent together, and at most sent again after a crash ({@code
 *     SCP_OUTBOX_BATCH_SIZE})
 * @param linger how often a shard sends what has come, and so how long an event waits at most ({@code SCP_OUTBOX_LINGER})
 * @param lease after which silence another replica takes a shard over ({@code SCP_OUTBOX_LEASE})
 */
@Validated
@ConfigurationProperties("scp.outbox")
public record PublisherSettings(
        @Min(1) @Max(10_000) @DefaultValue("500") int batchSize,
        @DefaultValue("60ms") Duration linger,
        @DefaultValue("5s") Duration lease) {

    /** How long to wait for an entry before the lease is renewed. */
    Duration renewal() {
        return lease.dividedBy(8);
    }
}
