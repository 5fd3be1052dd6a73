package org.securecontext.proxy.protection;

import java.time.Duration;
import org.securecontext.proxy.api.ApiPath;
import org.securecontext.proxy.api.EntryStep;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The security headers of every answer. Strict transport is promised where the base URL is https, also behind a proxy that
 * ends TLS, where the request itself cannot tell.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AnswerHeaders implements EntryStep {

    private static final String FRAME_OPTIONS = "X-Frame-Options";
    private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
                    + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final String API_POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final String DOCS_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
    private static final String ASSETS_CACHED =
            CacheControl.maxAge(Duration.ofHours(1)).cachePublic().getHeaderValue();
    private static final String UNCACHED = CacheControl.noStore().getHeaderValue();
    private static final String STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";

    private final boolean https;

    AnswerHeaders(GatewayAddress address) {
        this.https = "https".equals(address.base().getScheme());
    }

    @Override
    public boolean admits(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        ServerHttpRequest request = exchange.getRequest();
        put(headers, policy(request));
        headers.setCacheControl(isAsset(request) ? ASSETS_CACHED : UNCACHED);
        return true;
    }

    /** Those of an answer that is no asset, of the API or else of a page. */
    HttpHeaders ofUncached(boolean api) {
        HttpHeaders headers = new HttpHeaders();
        put(headers, api ? API_POLICY : PAGE_POLICY);
        headers.setCacheControl(UNCACHED);
        return headers;
    }

    private void put(HttpHeaders headers, String policy) {
        headers.set("Content-Security-Policy", policy);
        headers.set(FRAME_OPTIONS, "DENY");
        headers.set(CONTENT_TYPE_OPTIONS, "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (https) {
            headers.set("Strict-Transport-Security", STRICT_TRANSPORT);
        }
    }

    private static String policy(ServerHttpRequest request) {
        if (ApiPath.contains(request)) {
            return API_POLICY;
        }
        // The description's own pages carry an inline style; they are off in production unless asked for.
        String path = request.getPath().value();
        return path.startsWith("/webjars/") || path.startsWith("/swagger-ui") ? DOCS_POLICY : PAGE_POLICY;
    }

    private static boolean isAsset(ServerHttpRequest request) {
        return request.getPath().value().startsWith("/assets/");
    }
}
