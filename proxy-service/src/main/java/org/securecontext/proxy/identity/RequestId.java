package org.securecontext.proxy.identity;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;

/** The id of an agent's authorization request: a lowercase, hyphenated UUIDv4 from a secure random source. */
public record RequestId(String value) {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public RequestId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A request id is a lowercase hyphenated UUIDv4");
        }
    }

    /** A new id. */
    public static RequestId random() {
        return new RequestId(UUID.randomUUID().toString());
    }

    /** The request id of this text, or null when it is of another form. */
    public static @Nullable RequestId parse(@Nullable String text) {
        return text != null && FORM.matcher(text).matches() ? new RequestId(text) : null;
    }

    /** The shard that holds the request and the session that completes it. */
    public Shard shard() {
        return Shard.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
