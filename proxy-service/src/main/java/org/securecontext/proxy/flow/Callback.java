package org.securecontext.proxy.flow;

import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.vault.CallContext;

/**
 * What the provider sent the browser back with (RFC 6749 §4.1.2).
 *
 * @param browser the browser's secret
 * @param code present on success
 * @param error present on failure
 * @param issuer who answers (RFC 9207)
 */
record Callback(
        ProviderName provider,
        String browser,
        String state,
        @Nullable String code,
        @Nullable String error,
        @Nullable String issuer,
        CallContext context) {

    @Override
    public String toString() {
        return "Callback[provider=" + provider + "]";
    }
}
