package org.securecontext.relay.operators;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.util.WebUtils;

/**
 * The console's session: a cookie that says until when it is good, authenticated under the admin key. Every replica accepts
 * it, a restart does not end it, and a new admin key ends it. Signing out takes it from the browser; nothing is kept of it
 * here that could be ended. In development without a key everyone has such a session.
 */
final class ConsoleCookie implements SecurityContextRepository {

    private static final String NAME = "scp_console";
    private static final Duration LIFETIME = Duration.ofHours(8);
    private static final Pattern FORM = Pattern.compile("[0-9]{10}\\.[A-Za-z0-9_-]{43}");
    private static final String CONTEXT = "scp-console-session:";

    private final AdminKey key;
    private final Clock clock;

    ConsoleCookie(AdminKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** The name of a cookie: outside development one that browsers take from this very host over TLS alone. */
    static String name(String name, AdminKey key) {
        return key.isNotNeeded() ? name : "__Host-" + name;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        boolean admin = context.getAuthentication() instanceof AdminAuthentication;
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(NAME, key), admin ? mint() : "")
                        .httpOnly(true)
                        .secure(!key.isNotNeeded() || request.isSecure())
                        .sameSite("Strict")
                        .path("/")
                        .maxAge(admin ? LIFETIME : Duration.ZERO)
                        .build()
                        .toString());
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        boolean open = key.isNotNeeded() && !key.isSet();
        return open || isGood(WebUtils.getCookie(request, name(NAME, key)));
    }

    private SecurityContext load(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        if (containsContext(request)) {
            context.setAuthentication(new AdminAuthentication());
        }
        return context;
    }

    private String mint() {
        String until = Long.toString(clock.instant().plus(LIFETIME).getEpochSecond());
        return until + "." + code(until);
    }

    private boolean isGood(@Nullable Cookie cookie) {
        if (cookie == null || !key.isSet() || !FORM.matcher(cookie.getValue()).matches()) {
            return false;
        }
        String until = cookie.getValue().substring(0, 10);
        byte[] expected = code(until).getBytes(StandardCharsets.US_ASCII);
        byte[] presented = cookie.getValue().substring(11).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, presented)
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(until)));
    }

    private String code(String until) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.authenticate(CONTEXT + until));
    }
}
