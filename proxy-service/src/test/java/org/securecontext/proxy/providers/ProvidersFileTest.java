package org.securecontext.proxy.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.identity.ProviderName;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

class ProvidersFileTest {

    private static final GatewayAddress ADDRESS =
            new GatewayAddress(URI.create("https://scp.example/"), URI.create("https://auth.example"));

    @TempDir
    private Path directory;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void providersWithoutClientIdAreOff() {
        assertThat(providers(null, Map.of()).all()).isEmpty();
    }

    @Test
    void everyBuiltInProviderIsSwitchedOnByItsClientId() {
        var client = new ProvidersSettings.Client("id", "secret");

        var providers = providers(
                null,
                Map.of("google", client, "microsoft", client, "github", client, "gitlab", client, "slack", client));

        assertThat(providers.all().stream().map(provider -> provider.name().value()))
                .containsExactlyInAnyOrder("google", "microsoft", "github", "gitlab", "slack");
        Provider google = provider(providers, "google");
        assertThat(google.type()).isEqualTo(Provider.Type.OIDC);
        assertThat(google.authorizationParameters())
                .containsOnly(Map.entry("access_type", "offline"), Map.entry("prompt", "consent"));
        assertThat(provider(providers, "slack").scopes().separator()).isEqualTo(",");
        assertThat(provider(providers, "gitlab").rotation().rotates()).isTrue();
        assertThat(provider(providers, "microsoft").type()).isEqualTo(Provider.Type.OIDC);
    }

    @Test
    void fileIsLaidOverTheBuiltInProvidersFieldByField() throws IOException {
        // Given
        Path file = write("""
                providers:
                  github:
                    client-id: mine
                    client-secret: ${GITHUB_SECRET}
                    scopes: [repo]
                """);
        environment.setProperty("GITHUB_SECRET", "from-the-environment");

        // When
        Providers providers = providers(file, Map.of());

        // Then
        assertThat(provider(providers, "github").scopes().defaults()).containsExactly("repo");
        assertThat(provider(providers, "github").displayName()).isEqualTo("GitHub");
        ClientRegistration registration = registration(providers, "github");
        assertThat(registration.getClientId()).isEqualTo("mine");
        assertThat(registration.getClientSecret()).isEqualTo("from-the-environment");
        assertThat(registration.getClientAuthenticationMethod())
                .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        assertThat(registration.getRedirectUri()).isEqualTo("https://auth.example/oauth/github/callback");
        assertThat(registration.getClientSettings().isRequireProofKey()).isTrue();
    }

    @Test
    void newProviderNeedsNoCode() throws IOException {
        Path file = write("""
                providers:
                  acme:
                    display-name: Acme
                    client-id: public-client
                    endpoints:
                      authorization: https://acme.example/authorize
                      token: https://acme.example/token
                      revocation: https://acme.example/revoke
                    scopes: ["a:read"]
                    optional-scopes: ["a:write"]
                    rotation: rotating
                    rotation-grace: 30s
                    authorization-parameters: {audience: "https://api.acme.example", "x-y.z": "1"}
                """);

        Providers providers = providers(file, Map.of());

        Provider acme = provider(providers, "acme");
        assertThat(acme.type()).isEqualTo(Provider.Type.OAUTH2);
        assertThat(acme.rotation()).isEqualTo(RefreshRotation.rotating(Duration.ofSeconds(30)));
        assertThat(acme.scopes().allows(List.of("a:read", "a:write"))).isTrue();
        assertThat(acme.scopes().allows(List.of("a:admin"))).isFalse();
        assertThat(acme.authorizationParameters()).containsEntry("audience", "https://api.acme.example");
        ClientRegistration registration = registration(providers, "acme");
        assertThat(registration.getClientAuthenticationMethod()).isEqualTo(ClientAuthenticationMethod.NONE);
        assertThat(Providers.revocationEndpoint(registration)).isEqualTo(URI.create("https://acme.example/revoke"));
    }

    @Test
    void unknownFieldIsNamed() throws IOException {
        Path file = write("providers: {acme: {client-id: a, issuer: 'https://a.example', colour: red}}");

        assertThatThrownBy(() -> providers(file, Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("SCP_PROVIDERS_FILE")
                .hasMessageContaining("colour");
    }

    @Test
    void unsetPlaceholderIsNamed() throws IOException {
        Path file = write("providers: {acme: {client-id: '${ACME_ID}', issuer: 'https://a.example'}}");

        assertThatThrownBy(() -> providers(file, Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("ACME_ID");
    }

    @Test
    void providerWithoutEndpointsIsRefused() throws IOException {
        Path file = write("providers: {acme: {client-id: a}}");

        assertThatThrownBy(() -> providers(file, Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("providers.acme needs an issuer");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> providers(directory.resolve("absent.yaml"), Map.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("SCP_PROVIDERS_FILE cannot be read");
    }

    private Providers providers(@Nullable Path file, Map<String, ProvidersSettings.Client> clients) {
        return new ProvidersConfiguration().providers(new ProvidersSettings(file, clients), environment, ADDRESS);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("providers.yaml"), yaml);
    }

    private static Provider provider(Providers providers, String name) {
        Provider provider = providers.find(new ProviderName(name));
        assertThat(provider).isNotNull();
        return provider;
    }

    private static ClientRegistration registration(Providers providers, String name) {
        return providers.registration(new ProviderName(name)).blockOptional().orElseThrow();
    }
}
