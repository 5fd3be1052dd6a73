package org.securecontext.proxy.flow;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Keeps a flow on the callback's origin, where its cookie can be read at the end. A browser that opened another origin is
 * sent there once; where a proxy rewrites Host, the mark in the query ends the matter.
 */
@Component
final class BrowserOrigin {

    private static final String MARK = "moved";

    private final GatewayAddress address;

    BrowserOrigin(GatewayAddress address) {
        this.address = address;
    }

    /** Where this request belongs, or null when it is there already. */
    @Nullable
    URI elsewhere(ServerHttpRequest request) {
        InetSocketAddress host = request.getHeaders().getHost();
        if (host == null || isCallback(host) || request.getQueryParams().containsKey(MARK)) {
            return null;
        }
        String query = request.getURI().getRawQuery();
        String path = request.getURI().getRawPath();
        return address.atCallback(path + "?" + (query == null ? "" : query + "&") + MARK + "=1");
    }

    private boolean isCallback(InetSocketAddress host) {
        URI callback = address.callbackBase();
        int standard = "https".equals(callback.getScheme()) ? 443 : 80;
        int expected = callback.getPort() < 0 ? standard : callback.getPort();
        int actual = host.getPort() <= 0 ? standard : host.getPort();
        return expected == actual && host.getHostString().equalsIgnoreCase(callback.getHost());
    }
}
