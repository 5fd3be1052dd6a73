package org.securecontext.events.keys;

import java.util.Base64;
import java.util.Objects;

/**
 * A ciphertext and the id of the key that made it.
 *
 * @param keyId the key's id in the ring
 * @param bytes nonce (12 bytes), ciphertext, tag (16 bytes)
 */
@SuppressWarnings("ArrayRecordComponent") // an opaque value that is only stored and opened
public record Sealed(String keyId, byte[] bytes) {

    /** Fails with a {@link NullPointerException} when a part is absent. */
    public Sealed {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(bytes, "bytes");
    }

    /** {@code keyId:base64}, the form in which it is stored. */
    public String encoded() {
        return keyId + ":" + Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads {@link #encoded()}.
     *
     * @throws UnsealException when the text is of another form, as after a change in the store
     */
    public static Sealed decode(String encoded) {
        int colon = encoded.indexOf(':');
        if (colon < 1) {
            throw new UnsealException(UnsealException.Reason.TAMPERED);
        }
        try {
            return new Sealed(encoded.substring(0, colon), Base64.getDecoder().decode(encoded.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new UnsealException(UnsealException.Reason.TAMPERED);
        }
    }
}
