package org.securecontext.proxy.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;

/** The id of a session: a lowercase, hyphenated UUIDv4 (RFC 9562 §5.4). It identifies and opens nothing by itself. */
public record SessionId(String value) {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A session id is a lowercase hyphenated UUIDv4");
        }
    }

    /** The session id of this text, or null when it is of another form. */
    public static @Nullable SessionId parse(String text) {
        return FORM.matcher(text).matches() ? new SessionId(text) : null;
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
