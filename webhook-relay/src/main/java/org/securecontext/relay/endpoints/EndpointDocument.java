package org.securecontext.relay.endpoints;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.events.keys.Sealed;
import org.securecontext.events.keys.SealedBox;
import org.securecontext.events.keys.Secret;

/** An endpoint as it stands in {@code scp.webhook.endpoints}; its secrets and the values of its headers are sealed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record EndpointDocument(
        String generation,
        @Nullable String url,
        Set<String> events,
        Set<String> providers,
        Map<String, String> headers,
        @Nullable String secret,
        @Nullable String previousSecret,
        @Nullable Instant previousUntil,
        BodyFormat format,
        long timeoutMs,
        int retryCount,
        long retryDelayMs,
        List<Long> redeliveryMs,
        @Nullable Double ratePerSecond,
        int maxInFlight,
        String startFrom,
        @Nullable String disabled) {

    private static final String FIELD = "webhook-endpoint";

    static EndpointDocument of(Endpoint endpoint, SealedBox box) {
        Target target = endpoint.target();
        SigningSecrets secrets = endpoint.secrets();
        RetrySchedule retries = endpoint.limits().retries();
        return new EndpointDocument(
                endpoint.generation(),
                target.url().toString(),
                endpoint.subscription().events().stream()
                        .map(EventType::legacyName)
                        .collect(Collectors.toSet()),
                endpoint.subscription().providers(),
                sealedHeaders(endpoint, box),
                seal(box, secrets.current(), endpoint, "current"),
                seal(box, secrets.previous(), endpoint, "previous"),
                secrets.previousUntil(),
                target.format(),
                target.timeout().toMillis(),
                retries.count(),
                retries.delay().toMillis(),
                retries.redelivery().stream().map(Duration::toMillis).toList(),
                endpoint.limits().ratePerSecond(),
                endpoint.limits().maxInFlight(),
                endpoint.startFrom().toString(),
                endpoint.disabled());
    }

    static EndpointDocument state(String generation, @Nullable String disabled) {
        return new EndpointDocument(
                generation,
                null,
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                null,
                null,
                BodyFormat.SCP,
                0,
                0,
                0,
                List.of(),
                null,
                0,
                StartFrom.LATEST.toString(),
                disabled);
    }

    EndpointChange change(EndpointId id, @Nullable SealedBox box) {
        if (url == null) {
            return new EndpointChange(null, disabled);
        }
        Set<EventType> types = events.stream()
                .map(EventType::ofLegacyName)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        Endpoint endpoint = new Endpoint(
                id,
                generation,
                new Target(URI.create(url), openedHeaders(box, id), Duration.ofMillis(timeoutMs), format),
                new Subscription(types, providers),
                new SigningSecrets(
                        open(box, secret, id, "current"), open(box, previousSecret, id, "previous"), previousUntil),
                new Limits(
                        new RetrySchedule(
                                retryCount,
                                Duration.ofMillis(retryDelayMs),
                                redeliveryMs.stream().map(Duration::ofMillis).toList()),
                        ratePerSecond,
                        maxInFlight),
                StartFrom.parse(startFrom),
                disabled);
        return new EndpointChange(endpoint, null);
    }

    /** Whether a secret was sealed with a key that is no longer the ring's first. */
    boolean isSealedWithOldKey(@Nullable SealedBox box) {
        return box != null
                && Stream.concat(
                                Stream.of(secret, previousSecret).flatMap(Stream::ofNullable),
                                headers.values().stream())
                        .anyMatch(one -> !box.isCurrent(Sealed.decode(one)));
    }

    private static Map<String, String> sealedHeaders(Endpoint endpoint, SealedBox box) {
        Map<String, String> texts = new HashMap<>();
        endpoint.target()
                .headers()
                .forEach((name, value) -> texts.put(
                        name,
                        box.seal(value, FIELD, endpoint.id().value(), endpoint.generation(), "header", name)
                                .encoded()));
        return texts;
    }

    private Map<String, String> openedHeaders(@Nullable SealedBox box, EndpointId id) {
        Map<String, String> opened = new HashMap<>();
        headers.forEach((name, value) -> opened.put(
                name, needed(box).open(Sealed.decode(value), FIELD, id.value(), generation, "header", name)));
        return opened;
    }

    private static SealedBox needed(@Nullable SealedBox box) {
        if (box == null) {
            throw new IllegalArgumentException("SCP_ENCRYPTION_KEYS is needed to read this endpoint's secret");
        }
        return box;
    }

    private static @Nullable String seal(SealedBox box, @Nullable Secret secret, Endpoint endpoint, String which) {
        return secret == null
                ? null
                : box.seal(secret.reveal(), FIELD, endpoint.id().value(), endpoint.generation(), which)
                        .encoded();
    }

    private @Nullable Secret open(@Nullable SealedBox box, @Nullable String sealed, EndpointId id, String which) {
        if (sealed == null) {
            return null;
        }
        return new Secret(needed(box).open(Sealed.decode(sealed), FIELD, id.value(), generation, which));
    }
}
