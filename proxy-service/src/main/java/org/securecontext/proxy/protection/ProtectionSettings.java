package org.securecontext.proxy.protection;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the gateway.
 *
 * @param allowedOrigins origins whose pages may call the API ({@code SCP_ALLOWED_ORIGINS}, comma separated); none by default
 * @param rateLimitAgent calls of an agent over all replicas ({@code SCP_RATE_LIMIT_AGENT}, default {@code 6000/m})
 * @param rateLimitAddress calls from an address to one replica ({@code SCP_RATE_LIMIT_ADDRESS}, default {@code 6000/m})
 * @param maxConnections open connections to one replica ({@code SCP_MAX_CONNECTIONS}, default 10000)
 */
@ConfigurationProperties("scp.protection")
record ProtectionSettings(
        @DefaultValue List<URI> allowedOrigins,
        @DefaultValue("6000/m") String rateLimitAgent,
        @DefaultValue("6000/m") String rateLimitAddress,
        @DefaultValue("10000") int maxConnections) {

    ProtectionSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
