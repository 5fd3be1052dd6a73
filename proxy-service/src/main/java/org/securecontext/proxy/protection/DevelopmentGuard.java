package org.securecontext.proxy.protection;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.ApiPath;
import org.securecontext.proxy.api.EntryStep;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * In development nobody authenticates, so that any website open on the machine could call the API, with DNS rebinding even
 * from its own name. Refuses a foreign Host, a foreign Origin and what browsers mark as cross-site.
 */
final class DevelopmentGuard implements EntryStep {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private final GatewayAddress address;

    DevelopmentGuard(GatewayAddress address) {
        this.address = address;
    }

    @Override
    public boolean admits(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (ApiPath.contains(request) && isForeign(request)) {
            throw Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "In development the API answers this machine only, not other hosts, origins or sites.");
        }
        return true;
    }

    private boolean isForeign(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        InetSocketAddress host = headers.getHost();
        String origin = headers.getOrigin();
        return host == null
                || !isOwn(host.getHostString())
                || (origin != null && !isOwnOrigin(origin))
                || "cross-site".equals(headers.getFirst("Sec-Fetch-Site"));
    }

    private boolean isOwnOrigin(String origin) {
        try {
            return isOwn(URI.create(origin).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isOwn(@Nullable String host) {
        return host != null
                && (LOCAL.contains(host)
                        || host.equalsIgnoreCase(address.base().getHost())
                        || host.equalsIgnoreCase(address.callbackBase().getHost()));
    }
}
