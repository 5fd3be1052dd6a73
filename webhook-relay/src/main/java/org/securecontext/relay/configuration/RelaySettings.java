package org.securecontext.relay.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.events.keys.KeyRing;
import org.securecontext.events.keys.SealedBox;
import org.securecontext.relay.operators.AdminKey;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the service as a whole is told.
 *
 * @param environment {@code SCP_ENVIRONMENT}: production (default), staging (the same rules) or development
 * @param bindAddress {@code SCP_BIND_ADDRESS}: where the API listens; unset: everywhere, in development on loopback
 * @param adminKey {@code SCP_ADMIN_KEY}: opens the operator API and the console; unset: nobody can, but in development
 *     anybody on this machine
 * @param encryptionKeys {@code SCP_ENCRYPTION_KEYS}: seals the secrets of endpoints that operators make
 */
@ConfigurationProperties("scp")
public record RelaySettings(
        @DefaultValue("production") String environment,
        @Nullable String bindAddress,
        @Nullable String adminKey,
        @Nullable String encryptionKeys) {

    /**
     * Whether production's rules hold.
     *
     * @throws InvalidConfiguration for an unknown environment
     */
    public boolean isProduction() {
        return switch (environment) {
            case "production", "staging" -> true;
            case "development" -> false;
            default ->
                throw new InvalidConfiguration(
                        List.of("SCP_ENVIRONMENT takes production, staging or development, not '" + environment + "'"));
        };
    }

    /**
     * What seals secrets, or null without keys.
     *
     * @throws InvalidConfiguration for keys that cannot be read
     */
    public @Nullable SealedBox sealedBox() {
        if (encryptionKeys == null || encryptionKeys.isBlank()) {
            return null;
        }
        try {
            return new SealedBox(KeyRing.parse(encryptionKeys));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(List.of("SCP_ENCRYPTION_KEYS: " + e.getMessage()));
        }
    }

    /**
     * The admin's key.
     *
     * @throws InvalidConfiguration for a weak key in production
     */
    public AdminKey operatorKey() {
        try {
            return AdminKey.of(adminKey, !isProduction());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(List.of("SCP_ADMIN_KEY " + e.getMessage()));
        }
    }

    boolean hasAdminKey() {
        return adminKey != null && !adminKey.isBlank();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "RelaySettings[environment=" + environment + "]";
    }
}
