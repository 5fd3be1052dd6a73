package org.securecontext.proxy.refresh;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access tokens are renewed.
 *
 * @param margin how long before its end an access token is renewed; up to a fifth less, by session ({@code
 *     SCP_REFRESH_MARGIN})
 * @param providerTimeout how long a provider may take to answer ({@code SCP_PROVIDER_TIMEOUT})
 * @param patience how long a caller waits for a renewal while the old token is still good ({@code SCP_REFRESH_PATIENCE})
 * @param flightLife after which silence another replica may take a renewal over
 * @param retryDelay how long after a failed renewal the next one may start ({@code SCP_REFRESH_RETRY_DELAY})
 * @param maxConcurrentCalls how many calls to one provider may be under way ({@code SCP_PROVIDER_MAX_CONCURRENT_CALLS})
 */
@Validated
@ConfigurationProperties("scp.refresh")
public record RefreshSettings(
        @DefaultValue("60s") Duration margin,
        @DefaultValue("20s") Duration providerTimeout,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("5s") Duration flightLife,
        @DefaultValue("5s") Duration retryDelay,
        @Min(1) @DefaultValue("64") int maxConcurrentCalls) {

    /** How long an answer may be on its way before it counts as lost. */
    Duration answerDeadline() {
        return providerTimeout.plus(flightLife);
    }
}
