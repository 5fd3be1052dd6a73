package org.securecontext.relay.replays;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a replay stands. */
public enum ReplayState {
    RUNNING,
    PAUSED,
    CANCELLED,
    COMPLETED;

    /** Whether nothing comes after it. */
    public boolean isFinal() {
        return this == CANCELLED || this == COMPLETED;
    }

    /** The word in the API and the topic. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
