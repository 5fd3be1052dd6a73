package org.securecontext.relay.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;

/** Reads parameters; each problem says what the parameter takes. */
public final class Parameters {

    private static final int MOST = 500;

    private Parameters() {}

    /**
     * A time such as {@code 2026-01-31T00:00:00Z}; null or empty stays null.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " takes a UTC time such as 2026-01-31T00:00:00Z", e);
        }
    }

    /**
     * One of the words; null or empty stays null.
     *
     * @throws IllegalArgumentException naming the words
     */
    public static @Nullable String word(String name, @Nullable String text, Set<String> words) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!words.contains(text)) {
            throw new IllegalArgumentException(name + " takes one of "
                    + String.join(", ", words.stream().sorted().toList()));
        }
        return text;
    }

    /**
     * How many entries a page has: 1 to 500, default 50.
     *
     * @throws IllegalArgumentException for another number
     */
    public static int limit(@Nullable Integer limit) {
        int number = limit == null ? 50 : limit;
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("limit takes 1 to " + MOST);
        }
        return number;
    }

    /** What the supplier gives, or a refusal with the message of its {@link IllegalArgumentException}. */
    public static <T> Outcome<T> read(Supplier<T> supplier) {
        try {
            return Outcome.done(supplier.get());
        } catch (IllegalArgumentException e) {
            return Outcome.refused(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
