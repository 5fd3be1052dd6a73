package org.securecontext.proxy.providers;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/** One provider as it stands in a providers file; docs/configuration.md explains each field. */
record ProviderEntry(
        @Nullable String displayName,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("auto") ClientAuthentication clientAuthentication,
        @Nullable URI issuer,
        @Nullable String issuerTemplate,
        @Nullable Endpoints endpoints,
        @Nullable List<String> scopes,
        @Nullable List<String> optionalScopes,
        @Nullable String scopeSeparator,
        @DefaultValue("true") boolean pkce,
        @DefaultValue("true") boolean supportsRefresh,
        @DefaultValue("none") Rotation rotation,
        @DefaultValue("0s") Duration rotationGrace,
        @Nullable Map<String, String> authorizationParameters,
        @Nullable URI iconUrl,
        @Nullable URI documentationUrl) {

    /** Endpoints in place of, or over, those of discovery. */
    record Endpoints(
            @Nullable URI authorization,
            @Nullable URI token,
            @Name("jwks") @Nullable URI jwks,
            @Nullable URI userInfo,
            @Nullable URI revocation) {}

    /** How the gateway authenticates at the token endpoint (RFC 6749 §2.3.1). */
    enum ClientAuthentication {
        AUTO,
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST,
        NONE
    }

    /** Whether refresh tokens are replaced at each use. */
    enum Rotation {
        NONE,
        ROTATING
    }

    boolean isOn() {
        return clientId != null && !clientId.isBlank();
    }

    RefreshRotation refreshRotation() {
        return rotation == Rotation.ROTATING
                ? RefreshRotation.rotating(rotationGrace)
                : new RefreshRotation(false, rotationGrace);
    }
}
