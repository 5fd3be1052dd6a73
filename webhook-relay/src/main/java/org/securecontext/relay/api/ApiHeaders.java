package org.securecontext.relay.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ApiVersion;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts {@code X-Request-ID} on every answer and {@code X-API-Version} on those of the API, and refuses bodies that are too
 * large before they are read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiHeaders extends OncePerRequestFilter {

    /** The name of the header that ties an answer to its log line. */
    static final String REQUEST_ID = "X-Request-ID";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(REQUEST_ID, requestId(request.getHeader(REQUEST_ID)));
        if (ApiPath.contains(request)) {
            response.setHeader(ApiVersion.HEADER, ApiVersion.CURRENT);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked || request.getContentLengthLong() > MOST_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        chain.doFilter(request, response);
    }

    private static String requestId(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
