package org.securecontext.relay.operators;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who sends the admin key as a bearer token (RFC 6750 §2.1), and writes down who sends another. */
final class AdminKeyFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(AdminKeyFilter.class);
    private static final String BEARER = "Bearer ";

    private final AdminKey key;

    AdminKeyFilter(AdminKey key) {
        this.key = key;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        boolean admin = bearer ? key.matches(header.substring(BEARER.length()).trim()) : key.isNotNeeded();
        if (admin) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new AdminAuthentication());
            SecurityContextHolder.setContext(context);
        } else {
            log.atWarn()
                    .addKeyValue("address", request.getRemoteAddr())
                    .addKeyValue("outcome", bearer ? "wrong_key" : "no_key")
                    .log("Operator call refused");
        }
        chain.doFilter(request, response);
    }
}
