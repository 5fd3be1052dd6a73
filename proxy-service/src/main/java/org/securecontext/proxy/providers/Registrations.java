package org.securecontext.proxy.providers;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.identity.ProviderName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes Spring Security's client registrations of providers, by discovery or from endpoints. */
final class Registrations {

    private static final Logger log = LoggerFactory.getLogger(Registrations.class);
    private static final Duration DISCOVERY_DEADLINE = Duration.ofSeconds(10);
    private static final Duration DISCOVERED_FOR = Duration.ofHours(1);
    private static final Duration FAILED_FOR = Duration.ofSeconds(5);

    private final GatewayAddress address;

    Registrations(GatewayAddress address) {
        this.address = address;
    }

    /** The registration, looked up when first subscribed to and kept for an hour; a failure is kept for 5 seconds. */
    Mono<ClientRegistration> of(ProviderName name, ProviderEntry entry) {
        URI issuer = entry.issuer();
        if (issuer == null) {
            return Mono.just(complete(name, entry, ClientRegistration.withRegistrationId(name.value()), Map.of()));
        }
        return Mono.fromCallable(() -> ClientRegistrations.fromIssuerLocation(issuer.toString()))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(DISCOVERY_DEADLINE)
                .map(discovered -> completeDiscovered(name, entry, discovered))
                .onErrorMap(failure -> new ProviderUnreachable(name, failure))
                .doOnError(failure -> report(name, failure))
                .cache(found -> DISCOVERED_FOR, failure -> FAILED_FOR, () -> FAILED_FOR);
    }

    private static void report(ProviderName name, Throwable failure) {
        log.atWarn()
                .addKeyValue("provider", name)
                .addKeyValue("error", String.valueOf(failure.getCause()))
                .log("Provider could not be looked up");
    }

    private ClientRegistration completeDiscovered(
            ProviderName name, ProviderEntry entry, ClientRegistration.Builder discovered) {
        discovered.registrationId(name.value()).clientId(Objects.requireNonNull(entry.clientId()));
        Map<String, Object> metadata = discovered.build().getProviderDetails().getConfigurationMetadata();
        return complete(name, entry, discovered, metadata);
    }

    private ClientRegistration complete(
            ProviderName name,
            ProviderEntry entry,
            ClientRegistration.Builder builder,
            Map<String, Object> discovered) {
        builder.clientId(Objects.requireNonNull(entry.clientId()))
                .clientName(name.value())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(address.callback(name).toString())
                .scope(entry.scopes() == null ? List.of() : entry.scopes())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(entry.pkce())
                        .build());
        if (entry.clientSecret() != null) {
            builder.clientSecret(entry.clientSecret());
        }
        ClientAuthenticationMethod method = authentication(entry);
        if (method != null) {
            builder.clientAuthenticationMethod(method);
        }
        Map<String, Object> metadata = new HashMap<>(discovered);
        if (entry.issuerTemplate() != null) {
            metadata.put(Providers.ISSUER_TEMPLATE, entry.issuerTemplate());
        }
        overlay(builder, entry.endpoints(), metadata);
        return builder.build();
    }

    private static void overlay(
            ClientRegistration.Builder builder,
            ProviderEntry.@Nullable Endpoints endpoints,
            Map<String, Object> metadata) {
        if (endpoints != null) {
            setIfPresent(endpoints.authorization(), builder::authorizationUri);
            setIfPresent(endpoints.token(), builder::tokenUri);
            setIfPresent(endpoints.jwks(), builder::jwkSetUri);
            setIfPresent(endpoints.userInfo(), builder::userInfoUri);
            setIfPresent(endpoints.revocation(), uri -> metadata.put("revocation_endpoint", uri));
        }
        builder.providerConfigurationMetadata(metadata);
    }

    private static void setIfPresent(@Nullable URI endpoint, Consumer<String> setter) {
        if (endpoint != null) {
            setter.accept(endpoint.toString());
        }
    }

    /** What was configured; without a secret none; else what discovery or Spring chooses (null here). */
    private static @Nullable ClientAuthenticationMethod authentication(ProviderEntry entry) {
        return switch (entry.clientAuthentication()) {
            case CLIENT_SECRET_BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
            case CLIENT_SECRET_POST -> ClientAuthenticationMethod.CLIENT_SECRET_POST;
            case NONE -> ClientAuthenticationMethod.NONE;
            case AUTO -> entry.clientSecret() == null ? ClientAuthenticationMethod.NONE : null;
        };
    }
}
