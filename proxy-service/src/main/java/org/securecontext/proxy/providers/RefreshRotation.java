package org.securecontext.proxy.providers;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether a provider replaces the refresh token at each use (RFC 6749 §6, RFC 9700 §4.14.2), and for how long it still
 * takes the old one.
 *
 * @param rotates whether each refresh answers with a new refresh token and retires the old one
 * @param grace how long the old refresh token may be sent again after a refresh; zero unless declared
 */
public record RefreshRotation(boolean rotates, Duration grace) {

    /** The refresh token stays the same: a refresh may be repeated at any time. */
    public static final RefreshRotation NONE = new RefreshRotation(false, Duration.ZERO);

    /** Fails with an {@link IllegalArgumentException} when the grace is negative, or given without rotation. */
    public RefreshRotation {
        Objects.requireNonNull(grace, "grace");
        if (grace.isNegative() || (!rotates && !grace.isZero())) {
            throw new IllegalArgumentException("rotation-grace is zero or more, and only where refresh tokens rotate");
        }
    }

    /** Rotation with this grace. */
    public static RefreshRotation rotating(Duration grace) {
        return new RefreshRotation(true, grace);
    }

    /** Whether a refresh whose answer was lost this long ago may be sent again with the same refresh token. */
    public boolean mayRepeatAfter(Duration sinceFirstSent) {
        return !rotates || sinceFirstSent.compareTo(grace) < 0;
    }
}
