package org.securecontext.localstack.provider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the demo provider is told.
 *
 * @param issuer its own address, also in the ID tokens
 * @param directory where its grants and its signing key live
 * @param clientId of the gateway
 * @param clientSecret of the gateway
 * @param redirectUris where it may send people back to (exact match)
 * @param accessTokenLifetime of each access token; default 5 minutes
 */
@ConfigurationProperties("demo-provider")
record ProviderSettings(
        URI issuer,
        Path directory,
        String clientId,
        String clientSecret,
        List<String> redirectUris,
        Duration accessTokenLifetime) {

    ProviderSettings {
        redirectUris = List.copyOf(redirectUris);
    }
}
