package org.securecontext.proxy.authentication;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agents;
import org.securecontext.proxy.agents.AgentsSettings;
import org.securecontext.proxy.agents.KeyHash;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;

/** Whose bearer tokens this gateway takes: API keys, and JWTs of one issuer. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    AccessFilter accessFilter(BearerAuthentication callers, Agents agents) {
        return new AccessFilter(callers::byKey, callers, agents.anonymous());
    }

    @Bean
    BearerAuthentication bearerAuthentication(Agents agents, AgentsSettings settings) {
        String adminKey = settings.adminKey();
        return new BearerAuthentication(
                agents,
                adminKey == null ? null : KeyHash.of(adminKey),
                jwtDecoder(settings.jwtIssuer(), settings.jwtAudience()),
                settings.jwtClaim());
    }

    /** Looked up when the first JWT arrives; an issuer that is down at start stops nothing. */
    private static @Nullable ReactiveJwtDecoder jwtDecoder(@Nullable URI issuer, @Nullable String audience) {
        if (issuer == null || audience == null) {
            return null;
        }
        return new SupplierReactiveJwtDecoder(() -> {
            NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withIssuerLocation(issuer.toString())
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer.toString()),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD, named -> named != null && named.contains(audience))));
            return decoder;
        });
    }
}
