package org.securecontext.events.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/** A secret text. It prints as {@code [redacted]} and compares in constant time. */
public final class Secret {

    private final String value;

    /** Wraps a non-empty text. Fails with an {@link IllegalArgumentException} when it is empty. */
    public Secret(String value) {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A secret cannot be empty");
        }
        this.value = value;
    }

    /** The text itself; call it only where it is used, and never to log or to answer with it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(utf8(), that.utf8());
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private byte[] utf8() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
