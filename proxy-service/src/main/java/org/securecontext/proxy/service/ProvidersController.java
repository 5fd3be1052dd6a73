package org.securecontext.proxy.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.providers.Providers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the providers that are switched on. */
@RestController
final class ProvidersController {

    private final Providers providers;
    private final GatewayAddress address;
    private final Answers answers;

    ProvidersController(Providers providers, GatewayAddress address, Answers answers) {
        this.providers = providers;
        this.address = address;
        this.answers = answers;
    }

    @GetMapping("/api/providers")
    SuccessEnvelope<ProvidersBody> list() {
        List<ProviderBody> bodies = providers.all().stream()
                .map(provider -> ProviderBody.of(provider, address))
                .toList();
        return answers.of(new ProvidersBody(bodies, bodies.size()));
    }

    @Schema(name = "Providers")
    record ProvidersBody(
            List<ProviderBody> providers,
            @Schema(example = "1") int count) {}

    @Schema(name = "Provider")
    record ProviderBody(
            @Schema(example = "google") String name,

            @Schema(example = "Google") @JsonProperty("display_name")
            String displayName,

            @Schema(example = "oauth2") String type,
            @Schema(example = "active") String status,
            @Schema(example = "[\"openid\",\"email\"]") List<String> scopes,

            @Schema(description = "What an agent may ask for besides.", example = "[\"profile\"]")
            @JsonProperty("optional_scopes")
            List<String> optionalScopes,

            @Schema(description = "oidc or oauth2.", example = "oidc")
            String protocol,

            @Schema(example = "true") @JsonProperty("supports_refresh")
            boolean supportsRefresh,

            @Schema(example = "https://scp.example/oauth/google/authorize") @JsonProperty("authorization_url")
            URI authorizationUrl,

            @Schema(example = "https://scp.example/google.svg") @JsonProperty("icon_url") @Nullable
            URI iconUrl,

            @Schema(example = "https://docs.example") @JsonProperty("documentation_url") @Nullable
            URI documentationUrl) {

        static ProviderBody of(Provider provider, GatewayAddress address) {
            return new ProviderBody(
                    provider.name().value(),
                    provider.displayName(),
                    "oauth2",
                    "active",
                    provider.scopes().defaults(),
                    provider.scopes().optional(),
                    provider.type().name().toLowerCase(Locale.ROOT),
                    provider.supportsRefresh(),
                    address.atCallback("/oauth/" + provider.name() + "/authorize"),
                    provider.links().icon(),
                    provider.links().documentation());
        }
    }
}
