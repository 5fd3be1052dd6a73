package org.securecontext.proxy.flow;

import java.util.Collection;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.authentication.ReactiveOidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoderFactory;
import org.springframework.stereotype.Component;

/**
 * Spring Security's ID-token decoders (OpenID Connect Core 1.0 §3.1.3.7), told what it cannot know: the signature
 * algorithm that discovery names, and an issuer that differs by tenant.
 */
@Component
class IdTokens {

    private static final String ALGORITHMS = "id_token_signing_alg_values_supported";

    private final ReactiveOidcIdTokenDecoderFactory decoders = new ReactiveOidcIdTokenDecoderFactory();

    IdTokens() {
        decoders.setJwsAlgorithmResolver(IdTokens::algorithm);
        decoders.setJwtValidatorFactory(registration -> new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration), new TenantIssuer(registration)));
    }

    ReactiveJwtDecoderFactory<ClientRegistration> decoders() {
        return decoders;
    }

    /** RS256 where the provider supports it (it must, by Discovery §3), else the first that Spring knows. */
    private static JwsAlgorithm algorithm(ClientRegistration registration) {
        Object supported =
                registration.getProviderDetails().getConfigurationMetadata().get(ALGORITHMS);
        if (!(supported instanceof Collection<?> names) || names.contains(SignatureAlgorithm.RS256.getName())) {
            return SignatureAlgorithm.RS256;
        }
        return names.stream()
                .map(name -> SignatureAlgorithm.from(String.valueOf(name)))
                .filter(algorithm -> algorithm != null)
                .findFirst()
                .orElse(SignatureAlgorithm.RS256);
    }
}
