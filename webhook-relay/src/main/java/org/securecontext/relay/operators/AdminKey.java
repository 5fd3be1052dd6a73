package org.securecontext.relay.operators;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The one key that opens the operator API and the console. Without it nothing opens them but development mode, in which
 * whoever sends no key counts as the admin.
 */
public final class AdminKey {

    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST = 32;
    private static final int FEWEST_DIFFERENT = 8;

    private final byte @Nullable [] digest;
    private final boolean development;

    private AdminKey(byte @Nullable [] digest, boolean development) {
        this.digest = digest;
        this.development = development;
    }

    /**
     * The admin's key.
     *
     * @param key {@code SCP_ADMIN_KEY}; null or empty: there is none
     * @param development whether callers without a key are let in, and weak keys taken
     * @throws IllegalArgumentException for a weak key outside development
     */
    public static AdminKey of(@Nullable String key, boolean development) {
        if (key == null || key.isBlank()) {
            return new AdminKey(null, development);
        }
        if (!development && (key.length() < SHORTEST || key.chars().distinct().count() < FEWEST_DIFFERENT)) {
            throw new IllegalArgumentException("is too weak: at least " + SHORTEST
                    + " random characters, for instance of openssl rand -base64 32");
        }
        return new AdminKey(sha256(key), development);
    }

    /** Whether the text is the key; the time taken does not depend on where they differ. */
    boolean matches(@Nullable String presented) {
        return digest != null && presented != null && MessageDigest.isEqual(digest, sha256(presented));
    }

    /** Whether a caller that shows no key counts as the admin. */
    boolean isNotNeeded() {
        return development;
    }

    boolean isSet() {
        return digest != null;
    }

    /** An authentication code over a text under this key; it ends with the key. */
    byte[] authenticate(String text) {
        if (digest == null) {
            throw new IllegalStateException("There is no admin key");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(digest, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not usable on this JVM", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
