package org.securecontext.relay.operators;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks the key that was typed into the console's form. Whoever sends many wrong ones waits before any is looked at. */
final class ConsoleLogin implements AuthenticationProvider, AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(ConsoleLogin.class);

    private final AdminKey key;
    private final WrongKeys wrongKeys;
    private final String failed;

    /** A login whose failures lead to this page. */
    ConsoleLogin(AdminKey key, WrongKeys wrongKeys, String failed) {
        this.key = key;
        this.wrongKeys = wrongKeys;
        this.failed = failed;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String address =
                login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "unknown";
        if (wrongKeys.areTooMany(address)) {
            throw new LockedException("Too many wrong keys");
        }
        if (!key.matches(String.valueOf(login.getCredentials()).trim())) {
            wrongKeys.add(address);
            log.atWarn()
                    .addKeyValue("address", address)
                    .addKeyValue("outcome", "wrong_key")
                    .log("Console login refused");
            throw new BadCredentialsException("The key is not the admin's");
        }
        return new AdminAuthentication();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else {
            response.sendRedirect(failed);
        }
    }
}
