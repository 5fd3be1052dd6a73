package org.securecontext.relay.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of a page in a list that is sorted from new to old; the next page begins after it. It means the same in
 * every replica.
 *
 * @param at the entry's time
 * @param key tells entries of the same time apart
 */
public record Cursor(Instant at, String key) {

    /** From new to old. */
    public static final Comparator<Cursor> ORDER =
            Comparator.comparing(Cursor::at).thenComparing(Cursor::key).reversed();

    /** Whether an entry stands after this one. */
    public boolean isBefore(Cursor entry) {
        return ORDER.compare(this, entry) < 0;
    }

    /** The text that a caller sends back. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "|" + key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads {@link #encoded()}; null stays null.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static @Nullable Cursor decode(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            return new Cursor(Instant.parse(text.substring(0, Math.max(0, bar))), text.substring(bar + 1));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("cursor takes what next_cursor of the page before gave", e);
        }
    }
}
