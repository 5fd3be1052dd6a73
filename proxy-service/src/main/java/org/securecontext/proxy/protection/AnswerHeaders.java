package org.securecontext.proxy.protection;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.securecontext.events.envelope.ApiVersion;
import org.securecontext.proxy.api.ApiPath;
import org.securecontext.proxy.api.EntryStep;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The security headers of every answer, and the version on those of the API. Strict transport is promised where the base URL
 * is https, also behind a proxy that ends TLS, where the request itself cannot tell.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AnswerHeaders implements EntryStep {

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

    private final HttpHeaders ofApi;
    private final HttpHeaders ofPages;
    private final HttpHeaders ofAssets;
    private final HttpHeaders ofDocs;

    AnswerHeaders(GatewayAddress address) {
        boolean https = "https".equals(address.base().getScheme());
        this.ofApi = headers(https, API_POLICY, UNCACHED).add(ApiVersion.HEADER, ApiVersion.CURRENT);
        this.ofPages = headers(https, PAGE_POLICY, UNCACHED);
        this.ofAssets = headers(https, PAGE_POLICY, ASSETS_CACHED);
        this.ofDocs = headers(https, DOCS_POLICY, UNCACHED);
    }

    @Override
    public boolean admits(ServerWebExchange exchange) {
        HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        // Copied whole: set one by one, Netty hashes and checks each name and value anew for every answer.
        var unused = response.responseHeaders().add(of(exchange.getRequest()));
        return true;
    }

    /** Those of an answer that is no asset, of the API or else of a page. */
    HttpHeaders ofUncached(boolean api) {
        return api ? ofApi : ofPages;
    }

    private HttpHeaders of(ServerHttpRequest request) {
        if (ApiPath.contains(request)) {
            return ofApi;
        }
        String path = request.getPath().value();
        if (path.startsWith("/assets/")) {
            return ofAssets;
        }
        // The description's own pages carry an inline style; they are off in production unless asked for.
        return path.startsWith("/webjars/") || path.startsWith("/swagger-ui") ? ofDocs : ofPages;
    }

    private static HttpHeaders headers(boolean https, String policy, String caching) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .add("Content-Security-Policy", policy)
                .add(HttpHeaderNames.CACHE_CONTROL, caching)
                .add("X-Frame-Options", "DENY")
                .add("X-Content-Type-Options", "nosniff")
                .add("Referrer-Policy", "no-referrer")
                .add("Cross-Origin-Opener-Policy", "same-origin")
                .add("Cross-Origin-Resource-Policy", "same-origin")
                .add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        return https ? headers.add("Strict-Transport-Security", STRICT_TRANSPORT) : headers;
    }
}
