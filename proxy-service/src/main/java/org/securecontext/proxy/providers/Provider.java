package org.securecontext.proxy.providers;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.ProviderName;

/**
 * A provider that is switched on: what the gateway says about it and how it deals with its tokens. Where its endpoints
 * are stands in {@link Providers#registration}.
 *
 * @param type how it is spoken to
 * @param supportsRefresh whether it is known to hand out refresh tokens
 * @param authorizationParameters what is added to the authorization request, such as {@code access_type=offline}
 * @param rotation what becomes of a refresh token that was used
 * @param links where its logo and documentation are
 */
public record Provider(
        ProviderName name,
        String displayName,
        Type type,
        ScopePolicy scopes,
        boolean supportsRefresh,
        Map<String, String> authorizationParameters,
        RefreshRotation rotation,
        Links links) {

    /** Copies the parameters. */
    public Provider {
        authorizationParameters = Map.copyOf(authorizationParameters);
    }

    /** The two kinds of provider. */
    public enum Type {
        /** OpenID Connect: its ID token is validated and a nonce is sent. */
        OIDC,
        /** OAuth 2 alone. */
        OAUTH2
    }

    /** Addresses for people; absent where the provider's description names none. */
    public record Links(@Nullable URI icon, @Nullable URI documentation) {}
}
