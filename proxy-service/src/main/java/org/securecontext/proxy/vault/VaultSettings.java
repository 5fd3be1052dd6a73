package org.securecontext.proxy.vault;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How sessions are kept.
 *
 * @param sessionTtl how long a session with a refresh token lives ({@code SCP_SESSION_TTL})
 * @param maxConcurrentSessions how many may live at once, 0 for no limit ({@code SCP_MAX_CONCURRENT_SESSIONS})
 * @param cleanupInterval how often indexes, counters and key ids are checked ({@code SCP_CLEANUP_INTERVAL}, seconds)
 * @param exposeRefreshToken whether agents get refresh tokens ({@code SCP_EXPOSE_REFRESH_TOKEN})
 */
@Validated
@ConfigurationProperties("scp.vault")
public record VaultSettings(
        @DefaultValue("30d") Duration sessionTtl,
        @Min(0) @DefaultValue("0") long maxConcurrentSessions,

        @DefaultValue("300") @DurationUnit(ChronoUnit.SECONDS)
        Duration cleanupInterval,

        @DefaultValue("false") boolean exposeRefreshToken) {}
