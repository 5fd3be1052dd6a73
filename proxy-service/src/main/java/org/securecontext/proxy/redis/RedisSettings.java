package org.securecontext.proxy.redis;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Redis is reached.
 *
 * @param url {@code redis://}, {@code rediss://} (TLS), {@code redis-sentinel://host,host#master}, {@code
 *     redis-cluster://host,host} or {@code rediss-cluster://} ({@code SCP_REDIS_URL})
 * @param commandTimeout how long a command may take ({@code SCP_REDIS_COMMAND_TIMEOUT})
 * @param minReplicas how many replicas hold a write before it is acted on; 0 asks for none ({@code
 *     SCP_REDIS_MIN_REPLICAS})
 * @param replicaTimeout how long to wait for these replicas ({@code SCP_REDIS_REPLICA_TIMEOUT})
 */
@Validated
@ConfigurationProperties("scp.redis")
public record RedisSettings(
        @NotBlank @DefaultValue("redis://localhost:6379") String url,
        @DefaultValue("2s") Duration commandTimeout,
        @Min(0) @DefaultValue("0") int minReplicas,
        @DefaultValue("1s") Duration replicaTimeout) {

    /** Whether a write has to be held by replicas before it is acted on. */
    public boolean asksReplicas() {
        return minReplicas > 0;
    }

    /** How long a repeated command is recognised: twice the time after which its sender gave up. */
    public Duration repeatWindow() {
        return commandTimeout.multipliedBy(2);
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
        return "RedisSettings[commandTimeout=" + commandTimeout + ", minReplicas=" + minReplicas + "]";
    }
}
