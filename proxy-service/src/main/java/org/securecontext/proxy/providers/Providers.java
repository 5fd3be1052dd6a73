package org.securecontext.proxy.providers;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.ProviderName;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import reactor.core.publisher.Mono;

/** The providers that are switched on: those with a client id. */
public final class Providers {

    static final String ISSUER_TEMPLATE = "org.securecontext.issuer-template";

    private final Map<ProviderName, Provider> providers;
    private final Map<ProviderName, Mono<ClientRegistration>> registrations;

    Providers(Map<Provider, Mono<ClientRegistration>> registrations) {
        this.providers = new LinkedHashMap<>();
        this.registrations = new LinkedHashMap<>();
        registrations.forEach((provider, registration) -> {
            providers.put(provider.name(), provider);
            this.registrations.put(provider.name(), registration);
        });
    }

    /** The provider of this name, or null when there is none or it has no client id. */
    public @Nullable Provider find(ProviderName name) {
        return providers.get(name);
    }

    /** All providers in the order of their description. */
    public Collection<Provider> all() {
        return providers.values();
    }

    /**
     * The endpoints and client credentials of a provider. An issuer is looked up (OpenID Connect Discovery 1.0 §4) when
     * it is first asked for and again each hour; the deadline is 10 seconds.
     *
     * @return empty when there is no such provider; fails with {@link ProviderUnreachable} when discovery does, and a
     *     new attempt is made after 5 seconds
     */
    public Mono<ClientRegistration> registration(ProviderName name) {
        return registrations.getOrDefault(name, Mono.empty());
    }

    /** Where tokens are revoked (RFC 7009), or null when the provider names no such endpoint. */
    public static @Nullable URI revocationEndpoint(ClientRegistration registration) {
        Object endpoint =
                registration.getProviderDetails().getConfigurationMetadata().get("revocation_endpoint");
        return endpoint == null ? null : URI.create(endpoint.toString());
    }

    /** The issuer of ID tokens with {@code {tid}} for the tenant, or null where the issuer is one or none. */
    public static @Nullable String issuerTemplate(ClientRegistration registration) {
        return (String)
                registration.getProviderDetails().getConfigurationMetadata().get(ISSUER_TEMPLATE);
    }

    /** Whether the provider says that it names itself in each authorization response (RFC 9207 §3). */
    public static boolean namesItself(ClientRegistration registration) {
        return Boolean.TRUE.equals(registration
                .getProviderDetails()
                .getConfigurationMetadata()
                .get("authorization_response_iss_parameter_supported"));
    }
}
