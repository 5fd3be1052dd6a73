package org.securecontext.proxy.identity;

import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;

/** The id of a session: a lowercase, hyphenated UUIDv4 (RFC 9562 §5.4). It identifies and opens nothing by itself. */
public record SessionId(String value) {

    /** {@code h} a hexadecimal digit, {@code v} one of the variant's. */
    private static final String FORM = "hhhhhhhh-hhhh-4hhh-vhhh-hhhhhhhhhhhh";

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public SessionId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("A session id is a lowercase hyphenated UUIDv4");
        }
    }

    /** The session id of this text, or null when it is of another form. */
    public static @Nullable SessionId parse(String text) {
        return isWellFormed(text) ? new SessionId(text) : null;
    }

    private static boolean isWellFormed(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            if (!fits(text.charAt(i), FORM.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char c, char form) {
        return switch (form) {
            case 'h' -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            case 'v' -> c == '8' || c == '9' || c == 'a' || c == 'b';
            default -> c == form;
        };
    }

    /** The shard that holds the session. */
    public Shard shard() {
        return Shard.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
