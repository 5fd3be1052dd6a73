package org.securecontext.relay.lanes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lanes work.
 *
 * @param windowSpan offsets from the lowest unsettled to the highest dispatched, for each partition; default 1024
 * @param drain how long a stop may take to finish what is in flight; default 20 s
 * @param sessionTimeout after which the group takes the partitions of a relay that died; default 10 s
 */
@ConfigurationProperties("scp.webhook.lanes")
public record LaneSettings(
        @DefaultValue("1024") int windowSpan,
        @DefaultValue("20s") Duration drain,
        @DefaultValue("10s") Duration sessionTimeout) {

    /** Fails with an {@link IllegalArgumentException} for a span that is not positive. */
    public LaneSettings {
        if (windowSpan < 1) {
            throw new IllegalArgumentException("scp.webhook.lanes.window-span is at least 1");
        }
    }
}
