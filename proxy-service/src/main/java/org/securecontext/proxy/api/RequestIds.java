package org.securecontext.proxy.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.server.ServerWebExchange;

/** Puts {@code X-Request-ID} on every answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIds implements EntryStep {

    /** The name of the header that ties an answer to its log line. */
    public static final String HEADER = "X-Request-ID";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** These ids tie answers to log lines and open nothing: they need to differ, not to be hard to guess. */
    private final IdGenerator ids = new AlternativeJdkIdGenerator();

    @Override
    public boolean admits(ServerWebExchange exchange) {
        String given = exchange.getRequest().getHeaders().getFirst(HEADER);
        exchange.getResponse().getHeaders().set(HEADER, of(given));
        return true;
    }

    /** The id that a call was given, where it is well-formed, else a fresh one. */
    public String of(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : ids.generateId().toString();
    }
}
