package org.securecontext.proxy.authentication;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which paths ask for which caller. Everything else is a page, public, or not there. */
final class AccessRules {

    private static final List<PathPattern> FOR_CALLERS =
            patterns("/api/tokens/**", "/api/agent/**", "/api/sessions/**");

    private static final List<PathPattern> FOR_ADMIN = patterns("/api/storage/**", "/api/enterprise/webhooks/**");

    /**
     * Fails with a {@link org.securecontext.proxy.api.Refusal} when the call's path asks for another caller than this, or
     * for any and there is none.
     */
    void check(ServerWebExchange exchange, @Nullable CallerAuthentication caller) {
        if (caller != null && caller.isAdmin()) {
            return;
        }
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        boolean forAdmin = matches(FOR_ADMIN, path);
        if (caller == null && (forAdmin || matches(FOR_CALLERS, path))) {
            throw Rejections.noCaller(exchange);
        }
        if (forAdmin) {
            throw Rejections.notAdmin();
        }
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }
}
