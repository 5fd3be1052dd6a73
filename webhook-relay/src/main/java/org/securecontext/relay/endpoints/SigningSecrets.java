package org.securecontext.relay.endpoints;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;

/**
 * The secrets that sign an endpoint's webhooks; two while one replaces the other.
 *
 * @param current the secret that stays; null when the endpoint's webhooks are not signed
 * @param previous the older secret during an overlap
 * @param previousUntil when the overlap ends; null with a previous secret: as long as it is configured
 */
public record SigningSecrets(
        @Nullable Secret current,
        @Nullable Secret previous,
        @Nullable Instant previousUntil) {

    /** No signature. */
    public static final SigningSecrets NONE = new SigningSecrets(null, null, null);

    /** Fails with an {@link IllegalArgumentException} for a previous secret without a current one. */
    public SigningSecrets {
        if (current == null && previous != null) {
            throw new IllegalArgumentException("a previous secret needs a current one");
        }
    }

    /** One secret and no overlap. */
    public static SigningSecrets of(Secret current) {
        return new SigningSecrets(current, null, null);
    }

    /** The secrets that sign at this time, the current one first; empty when there are none. */
    public List<Secret> at(Instant now) {
        if (current == null) {
            return List.of();
        }
        return previous != null && overlaps(now) ? List.of(current, previous) : List.of(current);
    }

    /** The one secret of the legacy header: the older one until the overlap ends; null when there is none. */
    public @Nullable Secret legacyAt(Instant now) {
        return overlaps(now) ? previous : current;
    }

    private boolean overlaps(Instant now) {
        return previous != null && (previousUntil == null || now.isBefore(previousUntil));
    }
}
