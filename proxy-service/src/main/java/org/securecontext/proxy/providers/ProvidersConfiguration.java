package org.securecontext.proxy.providers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.identity.ProviderName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import reactor.core.publisher.Mono;

/** Builds the providers at start; nothing is looked up yet. */
@Configuration(proxyBeanMethods = false)
class ProvidersConfiguration {

    @Bean
    Providers providers(ProvidersSettings settings, ConfigurableEnvironment environment, GatewayAddress address) {
        Map<String, ProviderEntry> entries = new ProvidersFile(settings, environment).read();
        List<String> problems = new ArrayList<>();
        Map<Provider, Mono<ClientRegistration>> providers = new LinkedHashMap<>();
        Registrations registrations = new Registrations(address);
        entries.forEach((name, entry) -> {
            String problem = problem(name, entry);
            if (problem != null) {
                problems.add("SCP_PROVIDERS_FILE providers." + name + " " + problem);
            } else if (entry.isOn()) {
                ProviderName providerName = new ProviderName(name);
                providers.put(provider(providerName, entry), registrations.of(providerName, entry));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return new Providers(providers);
    }

    private static @Nullable String problem(String name, ProviderEntry entry) {
        if (ProviderName.parse(name) == null) {
            return "needs a name of 1 to 32 lowercase letters, digits or hyphens";
        }
        ProviderEntry.Endpoints endpoints = entry.endpoints();
        boolean hasEndpoints = endpoints != null && endpoints.authorization() != null && endpoints.token() != null;
        if (entry.issuer() == null && !hasEndpoints) {
            return "needs an issuer, or endpoints.authorization and endpoints.token";
        }
        if (entry.rotation() == ProviderEntry.Rotation.NONE
                && !entry.rotationGrace().isZero()) {
            return "has a rotation-grace, which only rotation: rotating takes";
        }
        return entry.rotationGrace().isNegative() ? "has a negative rotation-grace" : null;
    }

    private static Provider provider(ProviderName name, ProviderEntry entry) {
        boolean oidc = entry.issuer() != null || entry.issuerTemplate() != null;
        return new Provider(
                name,
                entry.displayName() == null ? name.value() : entry.displayName(),
                oidc ? Provider.Type.OIDC : Provider.Type.OAUTH2,
                new ScopePolicy(
                        entry.scopes() == null ? List.of() : entry.scopes(),
                        entry.optionalScopes() == null ? List.of() : entry.optionalScopes(),
                        entry.scopeSeparator() == null ? " " : entry.scopeSeparator()),
                entry.supportsRefresh(),
                entry.authorizationParameters() == null ? Map.of() : entry.authorizationParameters(),
                entry.refreshRotation(),
                new Provider.Links(entry.iconUrl(), entry.documentationUrl()));
    }
}
