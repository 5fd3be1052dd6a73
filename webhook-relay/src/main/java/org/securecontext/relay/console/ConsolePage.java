package org.securecontext.relay.console;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page of the console.
 *
 * @param title its title
 * @param csrf the token of its forms
 * @param message what the last form did, or null
 * @param content what the template shows
 */
record ConsolePage(
        String title, @Nullable String csrf, @Nullable String message, Object content) {

    static ModelAndView view(
            String template, String title, @Nullable CsrfToken csrf, @Nullable String message, Object content) {
        ConsolePage page = new ConsolePage(title, csrf == null ? null : csrf.getToken(), message, content);
        return new ModelAndView(template, "page", page);
    }
}
