package org.securecontext.proxy.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of an agent, as it stands in the agents file. */
public record AgentId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public AgentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An agent id has 1 to 64 letters, digits, dots, underscores or hyphens");
        }
    }

    /** The agent id of this text, or null when it is of another form. */
    public static @Nullable AgentId parse(String text) {
        return FORM.matcher(text).matches() ? new AgentId(text) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
