package org.securecontext.events;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an audit event tells. Each type has a CloudEvents {@code type} and the legacy name that webhook receivers and
 * {@code SCP_WEBHOOK_EVENTS} use; they map one to one.
 */
public enum EventType {
    TOKEN_CREATED("org.securecontext.token.created", "token_created"),
    TOKEN_RETRIEVED("org.securecontext.token.retrieved", "token_retrieved"),
    TOKEN_RELEASE_FAILED("org.securecontext.token.release_failed", "token_release_failed"),
    TOKEN_REFRESHED("org.securecontext.token.refreshed", "token_refreshed"),
    TOKEN_REFRESH_FAILED("org.securecontext.token.refresh_failed", "token_refresh_failed"),
    TOKEN_EXTENDED("org.securecontext.token.extended", "token_extended"),
    TOKEN_EXPIRED("org.securecontext.token.expired", "token_expired"),
    TOKEN_REVOKED("org.securecontext.token.revoked", "token_revoked"),
    ACCESS_DENIED("org.securecontext.access.denied", "access_denied"),
    AUTHORIZATION_FAILED("org.securecontext.authorization.failed", "authorization_failed"),
    AUDIT_ROLLED_BACK("org.securecontext.audit.rolled_back", "audit_rolled_back"),
    WEBHOOK_TEST("org.securecontext.webhook.test", "test");

    private static final Map<String, EventType> BY_TYPE = index(EventType::type);
    private static final Map<String, EventType> BY_LEGACY_NAME = index(EventType::legacyName);

    private final String type;
    private final String legacyName;

    EventType(String type, String legacyName) {
        this.type = type;
        this.legacyName = legacyName;
    }

    /** The CloudEvents {@code type} attribute (CloudEvents 1.0 §3.1.1). */
    public String type() {
        return type;
    }

    /** The name in webhook bodies, {@code X-SCP-Event-Type} and {@code SCP_WEBHOOK_EVENTS}, such as {@code token_created}. */
    public String legacyName() {
        return legacyName;
    }

    /** The {@code dataschema} of this type's data: a URN whose file is {@code /schemas/<type without prefix>.json}. */
    public String dataSchema() {
        return "urn:securecontext:schema:" + type.substring("org.securecontext.".length()) + ":1";
    }

    /** The event type with this CloudEvents type, or null when there is none. */
    public static @Nullable EventType ofType(@Nullable String type) {
        return type == null ? null : BY_TYPE.get(type);
    }

    /** The event type with this legacy name, or null when there is none. */
    public static @Nullable EventType ofLegacyName(@Nullable String legacyName) {
        return legacyName == null ? null : BY_LEGACY_NAME.get(legacyName);
    }

    private static Map<String, EventType> index(Function<EventType, String> key) {
        return Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
