package org.securecontext.events.keys;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The encryption keys of {@code SCP_ENCRYPTION_KEYS}: the first encrypts, all decrypt. A new key is deployed second,
 * then first; the old one is removed when nothing carries its id any more.
 */
public final class KeyRing {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final int KEY_BYTES = 32;

    private final String currentId;
    private final Map<String, SecretKey> keys;

    private KeyRing(String currentId, Map<String, SecretKey> keys) {
        this.currentId = currentId;
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads {@code id:base64,id:base64,…}; each key is 32 bytes (AES-256) in base64.
     *
     * @throws IllegalArgumentException that says what is wrong, without any part of a key
     */
    public static KeyRing parse(String text) {
        Map<String, SecretKey> keys = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            String id = colon < 0 ? "" : entry.substring(0, colon).trim();
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "entry " + (order.size() + 1) + " is not of the form id:base64 (id: letters, digits, . _ -)");
            }
            if (keys.put(id, key(id, entry.substring(colon + 1).trim())) != null) {
                throw new IllegalArgumentException("the key id '" + id + "' stands twice");
            }
            order.add(id);
        }
        return new KeyRing(order.get(0), keys);
    }

    /** The id of the key that encrypts. */
    public String currentId() {
        return currentId;
    }

    /** Whether the ring holds this key. */
    public boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    @Nullable
    SecretKey key(String keyId) {
        return keys.get(keyId);
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + currentId + ", keys=" + keys.size() + "]";
    }

    private static SecretKey key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key '" + id + "' is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key '" + id + "' has " + bytes.length + " bytes, not " + KEY_BYTES
                    + " (make one with: openssl rand -base64 32)");
        }
        return new SecretKeySpec(bytes, "AES");
    }
}
