package org.securecontext.proxy.authentication;

import java.util.function.Predicate;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/**
 * Spring Security's firewall with its own rules for request headers, but for plain ASCII, which nearly every header is, it
 * needs no regular expression. The firewall checks a header whenever it is read.
 */
final class PlainHeaders {

    private PlainHeaders() {}

    static StrictServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(plainOr(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(plainOr(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    /** The firewall asks for the value of an absent header too, which is null. */
    private static Predicate<String> plainOr(Predicate<String> rule) {
        return text -> (text != null && isPlain(text)) || rule.test(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
