package org.securecontext.proxy.flow;

import org.securecontext.proxy.providers.Providers;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Checks {@code iss} of an ID token against the provider's issuer template, in which {@code {tid}} is the tenant of the
 * token's {@code tid} claim. Providers with one issuer have no template, and Spring's validator checks theirs.
 */
record TenantIssuer(ClientRegistration registration) implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2TokenValidatorResult WRONG =
            OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_id_token", "iss is another tenant's", null));

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String template = Providers.issuerTemplate(registration);
        if (template == null) {
            return OAuth2TokenValidatorResult.success();
        }
        String tenant = token.getClaimAsString("tid");
        return tenant != null && template.replace("{tid}", tenant).equals(token.getClaimAsString("iss"))
                ? OAuth2TokenValidatorResult.success()
                : WRONG;
    }
}
