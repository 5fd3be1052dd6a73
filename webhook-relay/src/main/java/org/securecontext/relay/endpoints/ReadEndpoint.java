package org.securecontext.relay.endpoints;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.events.keys.Secret;
import org.springframework.boot.convert.DurationStyle;

/** Turns a declared entry into an endpoint, and says of each wrong part what it takes. */
public final class ReadEndpoint {

    private final WebhookSettings defaults;
    private final boolean production;
    private final String where;
    private final List<String> problems;

    /** Problems are added to the list, each beginning with {@code where}. */
    public ReadEndpoint(WebhookSettings defaults, boolean production, String where, List<String> problems) {
        this.defaults = defaults;
        this.production = production;
        this.where = where;
        this.problems = problems;
    }

    /** The endpoint, or null after a problem. */
    public @Nullable Endpoint read(EndpointEntry entry, StartFrom startFrom) {
        int before = problems.size();
        EndpointId id = part("id", () -> new EndpointId(required(entry.id())));
        Target target = part("url, headers, timeout or format", () -> target(entry));
        Subscription subscription =
                part("events", () -> new Subscription(events(entry.events()), Set.copyOf(entry.providers())));
        SigningSecrets secrets = part("secret", () -> secrets(entry));
        Limits limits = part("retry, rate_limit or max_in_flight", () -> limits(entry));
        StartFrom start =
                part("start_from", () -> entry.startFrom() == null ? startFrom : StartFrom.parse(entry.startFrom()));
        return problems.size() > before
                        || id == null
                        || target == null
                        || subscription == null
                        || secrets == null
                        || limits == null
                        || start == null
                ? null
                : new Endpoint(id, Endpoint.DECLARED, target, subscription, secrets, limits, start, null);
    }

    private Target target(EndpointEntry entry) {
        String format = entry.format() == null ? defaults.format() : entry.format();
        Target target = new Target(
                URI.create(required(entry.url())),
                entry.headers(),
                entry.timeout() == null ? defaults.timeout() : duration(entry.timeout()),
                BodyFormat.valueOf(format.toUpperCase(Locale.ROOT)));
        if (production && !target.isEncrypted()) {
            throw new IllegalArgumentException("a webhook URL starts with https:// in production");
        }
        return target;
    }

    private SigningSecrets secrets(EndpointEntry entry) {
        if (isUnset(entry.secret())) {
            if (production) {
                throw new IllegalArgumentException("is needed in production (make one with: openssl rand -base64 32)");
            }
            return SigningSecrets.NONE;
        }
        return new SigningSecrets(secret(entry.secret()), secret(entry.previousSecret()), null);
    }

    private Limits limits(EndpointEntry entry) {
        EndpointEntry.Retry retry = entry.retry();
        RetrySchedule schedule = new RetrySchedule(
                retry.count() == null ? defaults.retryCount() : retry.count(),
                retry.delay() == null ? defaults.retryDelay() : duration(retry.delay()),
                pauses(retry.redelivery() == null ? defaults.redelivery() : retry.redelivery()));
        return new Limits(
                schedule,
                entry.rateLimit() == null ? defaults.rateLimit() : entry.rateLimit(),
                entry.maxInFlight() == null ? Limits.DEFAULT_IN_FLIGHT : entry.maxInFlight());
    }

    private static Set<EventType> events(List<String> names) {
        if (names.contains("*")) {
            return Set.of();
        }
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : names) {
            EventType type = EventType.ofLegacyName(name.trim());
            if (type == null) {
                throw new IllegalArgumentException("'" + name.trim() + "' is none of "
                        + Arrays.stream(EventType.values())
                                .map(EventType::legacyName)
                                .collect(Collectors.joining(", "))
                        + " or *");
            }
            types.add(type);
        }
        return types;
    }

    private static List<Duration> pauses(String text) {
        return text.trim().equalsIgnoreCase("none")
                ? List.of()
                : Arrays.stream(text.split(",")).map(ReadEndpoint::duration).toList();
    }

    private static Duration duration(String text) {
        return DurationStyle.detectAndParse(text.trim(), java.time.temporal.ChronoUnit.SECONDS);
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return isUnset(text) ? null : new Secret(String.valueOf(text));
    }

    private static String required(@Nullable String text) {
        if (isUnset(text)) {
            throw new IllegalArgumentException("is needed");
        }
        return String.valueOf(text);
    }

    private static boolean isUnset(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private <T> @Nullable T part(String name, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException e) {
            problems.add(where + " (" + name + "): " + e.getMessage());
            return null;
        }
    }
}
