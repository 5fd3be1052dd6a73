package org.securecontext.proxy.providers;

import org.securecontext.proxy.identity.ProviderName;

/** A provider whose configuration could not be looked up now; the next attempt may do better. */
public final class ProviderUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderUnreachable(ProviderName provider, Throwable cause) {
        super("The provider " + provider + " could not be looked up", cause);
    }
}
