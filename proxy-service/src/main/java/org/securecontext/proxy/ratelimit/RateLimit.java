package org.securecontext.proxy.ratelimit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many calls within a window, written as {@code 600/m}; {@code none} is no limit.
 *
 * @param permits calls within a window; 0 means no limit
 * @param window one second, minute or hour, aligned to the clock
 */
public record RateLimit(long permits, Duration window) {

    /** No limit. */
    public static final RateLimit NONE = new RateLimit(0, Duration.ofMinutes(1));

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/([smh])");

    /** Fails with an {@link IllegalArgumentException} for negative permits or a window that is not positive. */
    public RateLimit {
        if (permits < 0 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("A rate limit has permits and a window");
        }
    }

    /**
     * Reads {@code 10/s}, {@code 600/m}, {@code 20000/h} or {@code none}.
     *
     * @throws IllegalArgumentException when the text is of another form
     */
    public static RateLimit parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("takes a number of calls per s, m or h such as 600/m, or none");
        }
        return new RateLimit(
                Long.parseLong(matcher.group(1)),
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                });
    }

    /** Whether there is a limit at all. */
    public boolean isLimited() {
        return permits > 0;
    }

    @Override
    public String toString() {
        return isLimited() ? permits + " per " + window.toSeconds() + " s" : "none";
    }
}
