package org.securecontext.localstack.provider;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The gateway as a client, and the grants that people gave it, kept on disk. */
@Configuration(proxyBeanMethods = false)
class ProviderGrants {

    static final Set<String> SCOPES = Set.of("openid", "profile", "email", "offline_access", "calendar.read");

    private static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(90);

    @Bean
    AuthorizationServerSettings authorizationServerSettings(ProviderSettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    @Bean
    RegisteredClientRepository clients(ProviderSettings settings) {
        TokenSettings tokens = TokenSettings.builder()
                .accessTokenTimeToLive(settings.accessTokenLifetime())
                .refreshTokenTimeToLive(REFRESH_TOKEN_LIFETIME)
                .reuseRefreshTokens(false)
                .build();
        ClientSettings client = ClientSettings.builder()
                .requireAuthorizationConsent(true)
                .requireProofKey(true)
                .build();
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(settings.clientId())
                .clientId(settings.clientId())
                .clientName("SecureContext gateway")
                .clientSecret("{noop}" + settings.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(settings.redirectUris()))
                .scopes(scopes -> scopes.addAll(SCOPES))
                .tokenSettings(tokens)
                .clientSettings(client)
                .build());
    }

    @Bean
    OAuth2AuthorizationService authorizations(JdbcOperations jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(jdbc, clients);
    }

    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new EachTimeConsent();
    }

    @Bean
    JWKSource<SecurityContext> keys(ProviderSettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.directory())));
    }
}
