package org.securecontext.proxy.configuration;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The gateway as a whole.
 *
 * @param baseUrl where agents and browsers reach it ({@code SCP_BASE_URL}, default {@code http://localhost:5000})
 * @param callbackUrlOverride another base for redirect URIs ({@code SCP_CALLBACK_URL_OVERRIDE}); absent: the base URL
 * @param environment {@code SCP_ENVIRONMENT}: {@code development}, {@code staging} or {@code production} (default)
 * @param bindAddress the address to listen on ({@code SCP_BIND_ADDRESS}); absent: loopback in development, else all
 */
@ConfigurationProperties("scp")
public record GatewaySettings(
        URI baseUrl,
        @Nullable URI callbackUrlOverride,
        DeploymentEnvironment environment,
        @Nullable String bindAddress) {

    /** Whether the caller may be anonymous. */
    public boolean isDevelopment() {
        return environment == DeploymentEnvironment.DEVELOPMENT;
    }
}
