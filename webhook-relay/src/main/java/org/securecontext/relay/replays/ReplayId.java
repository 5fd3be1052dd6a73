package org.securecontext.relay.replays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a replay; also in its consumer group and in {@code X-SCP-Replay}. */
public record ReplayId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    /** Fails with an {@link IllegalArgumentException} unless it is 1 to 64 lowercase letters, digits and dashes. */
    @JsonCreator
    public ReplayId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a replay id is 1 to 64 lowercase letters, digits and dashes");
        }
    }

    /** A new id. */
    public static ReplayId mint() {
        return new ReplayId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
