package org.securecontext.relay.operators;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Whoever showed the admin key. */
final class AdminAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    AdminAuthentication() {
        super(List.of(new SimpleGrantedAuthority("ROLE_ADMIN")));
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return "admin";
    }
}
