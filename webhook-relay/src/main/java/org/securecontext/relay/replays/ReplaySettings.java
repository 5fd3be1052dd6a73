package org.securecontext.relay.replays;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What replays may be.
 *
 * @param mostRecords {@code SCP_WEBHOOK_REPLAY_LIMIT}: how many records of the topic one replay may go through; default
 *     1,000,000
 * @param rate {@code SCP_WEBHOOK_REPLAY_RATE}: requests in a second over all replicas, of a replay that asks for no other
 *     rate; default 500
 * @param mostRunning how many replays may be under way at once; default 8
 * @param check how often their ends are looked for; default 500 ms
 */
@ConfigurationProperties("scp.webhook.replays")
public record ReplaySettings(
        @DefaultValue("1000000") long mostRecords,
        @DefaultValue("500") double rate,
        @DefaultValue("8") int mostRunning,
        @DefaultValue("500ms") Duration check) {

    /** Fails with an {@link IllegalArgumentException} for a number that is not positive. */
    public ReplaySettings {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("SCP_WEBHOOK_REPLAY_RATE takes a number above 0");
        }
        if (mostRecords < 1 || mostRunning < 1 || check.isNegative() || check.isZero()) {
            throw new IllegalArgumentException("SCP_WEBHOOK_REPLAY_LIMIT takes a number above 0");
        }
    }
}
