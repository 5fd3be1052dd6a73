package org.securecontext.proxy.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.vault.ReleasedToken;

/** A token as agents get it; the shape is that of the first SCP. */
@Schema(name = "Token")
record TokenBody(
        @Schema(example = "ya29.a0Ad52N…") @JsonProperty("access_token")
        String accessToken,

        @Schema(description = "Empty unless the gateway hands refresh tokens out.", example = "")
        @JsonProperty("refresh_token")
        String refreshToken,

        @Schema(example = "Bearer") @JsonProperty("token_type")
        String tokenType,

        @Schema(
                description = "When the access token ends; null when the provider did not say.",
                example = "2026-01-01T13:00:00Z")
        @JsonProperty("expires_at")
        @Nullable
        Instant expiresAt,

        @Schema(example = "openid email") String scope,
        @Schema(example = "google") String provider,
        @JsonProperty("provider_info") ProviderFacts providerInfo,
        Facts metadata) {

    static TokenBody of(ReleasedToken token, @Nullable Provider provider) {
        Secret refreshToken = token.refreshToken();
        return new TokenBody(
                token.accessToken().reveal(),
                refreshToken == null ? "" : refreshToken.reveal(),
                "Bearer",
                token.expiresAt(),
                token.scope(),
                token.provider().value(),
                ProviderFacts.of(token.provider().value(), provider),
                Facts.of(token));
    }

    /** Never the tokens. */
    @Override
    public String toString() {
        return "TokenBody[provider=" + provider + "]";
    }

    /** What is known of the provider. */
    @Schema(name = "TokenProvider")
    record ProviderFacts(
            @Schema(example = "google") String name,

            @Schema(example = "Google") @JsonProperty("display_name")
            String displayName,

            @Schema(example = "oauth2") String type,

            @Schema(example = "https://scp.example/google.svg") @JsonProperty("icon_url") @Nullable
            URI iconUrl,

            @Schema(example = "https://docs.example") @JsonProperty("documentation_url") @Nullable
            URI documentationUrl,

            @Schema(example = "[\"openid\",\"email\"]") List<String> scopes) {

        static ProviderFacts of(String name, @Nullable Provider provider) {
            return provider == null
                    ? new ProviderFacts(name, name, "oauth2", null, null, List.of())
                    : new ProviderFacts(
                            name,
                            provider.displayName(),
                            "oauth2",
                            provider.links().icon(),
                            provider.links().documentation(),
                            provider.scopes().defaults());
        }
    }

    /** What is known of the session. */
    @Schema(name = "TokenMetadata")
    record Facts(
            @Schema(example = "2026-01-01T12:00:00Z") @JsonProperty("created_at")
            Instant createdAt,

            @Schema(example = "0b1c9f0e-7a41-4a0b-8a53-5b1d2f3c4e5a") @JsonProperty("session_id")
            String sessionId,

            @Schema(description = "Null when the provider did not say.", example = "3600")
            @JsonProperty("expires_in_seconds")
            @Nullable
            Long expiresInSeconds) {

        static Facts of(ReleasedToken token) {
            Instant expiresAt = token.expiresAt();
            Long left = expiresAt == null
                    ? null
                    : Math.max(
                            0, Duration.between(token.releasedAt(), expiresAt).toSeconds());
            return new Facts(token.createdAt(), token.sessionId().value(), left);
        }
    }
}
