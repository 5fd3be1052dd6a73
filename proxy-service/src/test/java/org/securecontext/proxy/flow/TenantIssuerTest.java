package org.securecontext.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.Jwt;

class TenantIssuerTest {

    private static final Map<String, Object> MICROSOFT =
            Map.of("org.securecontext.issuer-template", "https://login.example/{tid}/v2.0");

    @Test
    void theIssuerOfTheTokensTenantIsRight() {
        assertThat(refuses(MICROSOFT, "t1", "https://login.example/t1/v2.0")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "t1, https://login.example/t2/v2.0",
        "t1, https://login.example/t1/v2.0/",
        "t1, https://evil.example/t1/v2.0",
        "t1, https://login.example/{tid}/v2.0",
        "t1,",
        ", https://login.example/t1/v2.0",
        ", https://login.example/null/v2.0"
    })
    void anotherTenantsIssuerIsRefused(@Nullable String tenant, @Nullable String issuer) {
        assertThat(refuses(MICROSOFT, tenant, issuer)).isTrue();
    }

    @Test
    void aProviderWithOneIssuerIsLeftToSpring() {
        assertThat(refuses(Map.of(), null, "https://accounts.example")).isFalse();
    }

    private static boolean refuses(Map<String, Object> provider, @Nullable String tenant, @Nullable String issuer) {
        ClientRegistration registration = ClientRegistration.withRegistrationId("provider")
                .clientId("client")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("https://scp.example/callback")
                .authorizationUri("https://login.example/authorize")
                .tokenUri("https://login.example/token")
                .providerConfigurationMetadata(provider)
                .build();
        Map<String, Object> claims = new HashMap<>();
        claims.put("tid", tenant);
        claims.put("iss", issuer);
        claims.values().removeIf(value -> value == null);
        claims.put("sub", "person");
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .claims(all -> all.putAll(claims))
                .build();
        return new TenantIssuer(registration).validate(token).hasErrors();
    }
}
