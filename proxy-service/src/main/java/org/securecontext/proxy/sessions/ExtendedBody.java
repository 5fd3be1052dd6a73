package org.securecontext.proxy.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A session's new end. */
@Schema(name = "ExtendedSession")
record ExtendedBody(
        @Schema(example = "0b1c9f0e-7a41-4a0b-8a53-5b1d2f3c4e5a") @JsonProperty("session_id")
        String sessionId,

        @Schema(description = "When the session ends now.", example = "2026-01-31T12:00:00Z")
        @JsonProperty("session_ends_at")
        Instant sessionEndsAt) {}
