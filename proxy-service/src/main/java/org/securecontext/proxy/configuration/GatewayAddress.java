package org.securecontext.proxy.configuration;

import java.net.URI;
import org.securecontext.proxy.identity.ProviderName;

/**
 * Where browsers and agents reach this gateway. It comes from the configuration alone; Host and X-Forwarded-Host never
 * decide it.
 *
 * @param base {@code SCP_BASE_URL} without a trailing slash
 * @param callbackBase the base of redirect URIs: {@code SCP_CALLBACK_URL_OVERRIDE}, else {@code base}
 */
public record GatewayAddress(URI base, URI callbackBase) {

    /** Drops trailing slashes. */
    public GatewayAddress {
        base = withoutTrailingSlash(base);
        callbackBase = withoutTrailingSlash(callbackBase);
    }

    /** The redirect URI of a provider (RFC 6749 §3.1.2), one for each issuer (RFC 9700 §4.4). */
    public URI callback(ProviderName provider) {
        return URI.create(callbackBase + "/oauth/" + provider + "/callback");
    }

    /** An address below the base URL. */
    public URI at(String path) {
        return URI.create(base + path);
    }

    /** An address below the callback's base, where browser flows live. */
    public URI atCallback(String path) {
        return URI.create(callbackBase + path);
    }

    private static URI withoutTrailingSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }
}
