package org.securecontext.proxy.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing.
 *
 * @param next where the next page starts; absent on the last one
 */
public record SessionPage(
        List<SessionFacts> sessions, @Nullable SessionCursor next) {

    /** Keeps its own copy of the list. */
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
