package org.securecontext.proxy.agents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.Characters;

/** API keys: {@code scp_} and 256 random bits. Only the SHA-256 of a key is configured and kept. */
public final class ApiKey {

    /** How each key starts, so that secret scanners find it. */
    public static final String PREFIX = "scp_";

    private static final int RANDOM_BYTES = 32;

    /** The prefix and the Base64 of the random bytes. */
    private static final int LENGTH = PREFIX.length() + (RANDOM_BYTES * Byte.SIZE + 5) / 6;

    private ApiKey() {}

    /** A new key from {@link SecureRandom}. */
    public static Secret mint() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether the text looks like a key that {@link #mint} made. */
    public static boolean isWellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith(PREFIX)
                && Characters.areFrom(text, LENGTH, c -> Characters.isAlphanumeric(c) || c == '-' || c == '_');
    }

    /** {@code sha256:<hex>} of a key, as it stands in the agents file. */
    public static String hash(String key) {
        return KeyHash.PREFIX + HexFormat.of().formatHex(sha256(key));
    }

    /** Whether a presented text is the key with this hash; the time taken does not depend on where they differ. */
    public static boolean matches(String presented, KeyHash hash) {
        return hash.isOf(sha256(presented));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
