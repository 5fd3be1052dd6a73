package org.securecontext.proxy.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.identity.RequestId;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * One random cookie per browser, by which a flow ends only where it began: {@code __Host-} (RFC 6265bis §4.1.3.2) on
 * https, a plain name on http. Only its hash is stored.
 */
@Component
final class BrowserBinding {

    private static final String NAME = "scp-browser";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final boolean secure;

    BrowserBinding(GatewayAddress address) {
        this.secure = "https".equals(address.callbackBase().getScheme());
    }

    /** This browser's secret; a browser without one is given one with this answer. */
    String secretOf(ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(name());
        if (cookie != null && FORM.matcher(cookie.getValue()).matches()) {
            return cookie.getValue();
        }
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        exchange.getResponse().addCookie(cookie(secret));
        return secret;
    }

    /** What is stored of a browser's secret. */
    static String hash(String secret) {
        return digest("browser", secret);
    }

    /** Proves that the button on this browser's consent page was pressed for this request. */
    static String confirmation(String secret, RequestId request) {
        return digest("confirm", secret + " " + request);
    }

    /** Compares in a time that does not depend on where the texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static String digest(String purpose, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((purpose + " " + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private ResponseCookie cookie(String secret) {
        return ResponseCookie.from(name(), secret)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .build();
    }

    private String name() {
        return secure ? "__Host-" + NAME : NAME;
    }
}
