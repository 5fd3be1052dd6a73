package org.securecontext.proxy.configuration;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.securecontext.events.keys.KeyRing;

/** What secrets must be outside of development: present, long, and not a word from a guide. */
record SecretRules(boolean development) {

    private static final int SHORTEST_ADMIN_KEY = 32;
    private static final int FEWEST_DIFFERENT = 8;
    private static final Set<String> DEFAULTS = Set.of(
            "secret",
            "password",
            "changeme",
            "change-me",
            "change_me",
            "default",
            "admin",
            "test",
            "demo",
            "example",
            "your-secret",
            "your-webhook-secret",
            "your-client-secret",
            "webhook-secret",
            "client-secret");

    void checkEncryptionKeys(StartChecks.Setting setting, List<String> problems) {
        if (!setting.isSet()) {
            if (!development) {
                problems.add(setting.variable() + " must be set in production: id:base64 of 32 bytes"
                        + " (openssl rand -base64 32)");
            }
            return;
        }
        try {
            KeyRing ring = KeyRing.parse(setting.value());
            if (!development && !hasRandomKeys(setting.value())) {
                problems.add(setting.variable() + " has a default key, " + ring.currentId()
                        + " or another: make each with openssl rand -base64 32");
            }
        } catch (IllegalArgumentException e) {
            problems.add(setting.variable() + ": " + e.getMessage());
        }
    }

    void checkAdminKey(StartChecks.Setting setting, List<String> problems) {
        if (!setting.isSet() || development) {
            return;
        }
        if (isDefault(setting.value())
                || setting.value().length() < SHORTEST_ADMIN_KEY
                || setting.value().chars().distinct().count() < FEWEST_DIFFERENT) {
            problems.add(setting.variable() + " is a default or too weak: make one with mint-key");
        }
    }

    void checkSecret(StartChecks.Setting setting, List<String> problems) {
        if (setting.isSet() && !development && isDefault(setting.value())) {
            problems.add(setting.variable() + " is a default secret: set one of your own");
        }
    }

    private static boolean isDefault(String value) {
        return DEFAULTS.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Zeros, a repeated letter or a short text over and over are from a guide, not from a random source. */
    private static boolean hasRandomKeys(String keys) {
        for (String entry : keys.split(",", -1)) {
            byte[] key = Base64.getDecoder()
                    .decode(entry.substring(entry.indexOf(':') + 1).trim());
            long different = new String(key, StandardCharsets.ISO_8859_1)
                    .chars()
                    .distinct()
                    .count();
            if (different < FEWEST_DIFFERENT) {
                return false;
            }
        }
        return true;
    }
}
