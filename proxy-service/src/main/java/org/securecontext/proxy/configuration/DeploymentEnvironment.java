package org.securecontext.proxy.configuration;

import java.util.Locale;

/** Where the gateway runs ({@code SCP_ENVIRONMENT}); unset means production. */
public enum DeploymentEnvironment {
    /** Anonymous callers, loopback only; for one developer's machine. */
    DEVELOPMENT,
    /** The rules of production. */
    STAGING,
    /** Agents authenticate, addresses are https. */
    PRODUCTION;

    /** The name as it is configured and answered. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
