package org.securecontext.proxy.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.vault.SessionCursor;
import org.securecontext.proxy.vault.SessionPage;

/** A page of sessions. */
@Schema(name = "Sessions")
record SessionsBody(
        List<SessionBody> sessions,

        @Schema(description = "How many stand on this page.", example = "1")
        int count,

        @Schema(description = "Where the next page starts; null on the last one.", example = "MC4tMS4")
        @JsonProperty("next_cursor")
        @Nullable
        String nextCursor) {

    static SessionsBody of(SessionPage page) {
        SessionCursor next = page.next();
        List<SessionBody> sessions =
                page.sessions().stream().map(SessionBody::of).toList();
        return new SessionsBody(sessions, sessions.size(), next == null ? null : next.encoded());
    }
}
