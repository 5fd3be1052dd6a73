package org.securecontext.proxy.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ApiVersion;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.server.ServerWebExchange;

/** Puts {@code X-Request-ID} on every answer, and {@code X-API-Version} on those of the API. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ApiHeaders implements EntryStep {

    /** The name of the header that ties an answer to its log line. */
    public static final String REQUEST_ID = "X-Request-ID";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** These ids tie answers to log lines and open nothing: they need to differ, not to be hard to guess. */
    private final IdGenerator ids = new AlternativeJdkIdGenerator();

    @Override
    public boolean admits(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        put(exchange.getResponse().getHeaders(), request.getHeaders().getFirst(REQUEST_ID), ApiPath.contains(request));
        return true;
    }

    /** Puts them on an answer, of the API or not: the id that was given, where it is well-formed, else a fresh one. */
    public void put(HttpHeaders headers, @Nullable String given, boolean api) {
        headers.set(REQUEST_ID, requestId(given));
        if (api) {
            headers.set(ApiVersion.HEADER, ApiVersion.CURRENT);
        }
    }

    private String requestId(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : ids.generateId().toString();
    }
}
