package org.securecontext.proxy.identity;

import org.jspecify.annotations.Nullable;

/** The id of an agent, as it stands in the agents file. */
public record AgentId(String value) {

    private static final int LONGEST = 64;

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public AgentId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("An agent id has 1 to 64 letters, digits, dots, underscores or hyphens");
        }
    }

    /** The agent id of this text, or null when it is of another form. */
    public static @Nullable AgentId parse(String text) {
        return isWellFormed(text) ? new AgentId(text) : null;
    }

    private static boolean isWellFormed(String text) {
        return Characters.areFrom(text, LONGEST, c -> Characters.isAlphanumeric(c) || c == '.' || c == '_' || c == '-');
    }

    @Override
    public String toString() {
        return value;
    }
}
