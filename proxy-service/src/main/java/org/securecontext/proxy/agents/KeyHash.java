package org.securecontext.proxy.agents;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of an API key. */
public final class KeyHash {

    static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    private final byte[] digest;

    private KeyHash(byte[] digest) {
        this.digest = digest;
    }

    /**
     * Reads {@code sha256:} and 64 lowercase hexadecimal digits.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    public static KeyHash parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("takes sha256: and 64 lowercase hexadecimal digits");
        }
        return new KeyHash(HexFormat.of().parseHex(text.substring(PREFIX.length())));
    }

    /** The hash of this key. */
    public static KeyHash of(String key) {
        return new KeyHash(ApiKey.sha256(key));
    }

    /** The first 8 bytes, by which a hash is looked up before it is compared whole. */
    long bucket() {
        return bucket(digest);
    }

    static long bucket(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    boolean isOf(byte[] other) {
        return MessageDigest.isEqual(digest, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && isOf(that.digest);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bucket());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
