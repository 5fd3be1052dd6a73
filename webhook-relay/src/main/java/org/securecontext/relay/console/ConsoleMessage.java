package org.securecontext.relay.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.deadletterapi.RedeliverLetters;

/** What a form says when it is done. The address carries the word alone, so that nobody can make a page say anything else. */
enum ConsoleMessage {
    ENABLED("The endpoint is enabled."),
    DISABLED("The endpoint is disabled. Its events wait."),
    TESTED("The endpoint took the test event."),
    TEST_FAILED("The endpoint did not take the test event."),
    RESENT("The delivery is on its way."),
    REDELIVERED("The dead letters are on their way."),
    SOME_REDELIVERED("The oldest dead letters are on their way; repeat it for the rest."),
    NONE_REDELIVERED("None can be delivered: their endpoints are disabled or deleted, or they are no events."),
    DISCARDED("The dead letter is discarded."),
    STARTED("The replay runs."),
    CHANGED("The replay is changed.");

    private final String text;

    ConsoleMessage(String text) {
        this.text = text;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a call that redelivers did. */
    static ConsoleMessage of(RedeliverLetters.Redelivered done) {
        if (done.remaining() > 0) {
            return SOME_REDELIVERED;
        }
        return done.redelivered() > 0 ? REDELIVERED : NONE_REDELIVERED;
    }

    static @Nullable String of(@Nullable String word) {
        for (ConsoleMessage message : values()) {
            if (message.word().equals(word)) {
                return message.text;
            }
        }
        return null;
    }
}
