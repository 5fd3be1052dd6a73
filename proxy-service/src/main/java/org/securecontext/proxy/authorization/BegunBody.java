package org.securecontext.proxy.authorization;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;

/** What an agent gets for its wish. */
@Schema(name = "Authorization")
record BegunBody(
        @Schema(example = "7f3d1c9a-52f8-4b77-9d0e-3c4b1f5a6e21") @JsonProperty("request_id")
        String requestId,

        @Schema(
                description = "Give this link to the person.",
                example = "https://scp.example/connect/7f3d1c9a-52f8-4b77-9d0e-3c4b1f5a6e21")
        @JsonProperty("authorization_url")
        URI authorizationUrl,

        @Schema(description = "Until when the person can agree.", example = "2026-01-01T12:10:00Z")
        @JsonProperty("expires_at")
        Instant expiresAt,

        @Schema(
                description = "Ask here how it went; `?wait=25s` waits for the end.",
                example = "https://scp.example/api/agent/auth/7f3d1c9a-52f8-4b77-9d0e-3c4b1f5a6e21")
        @JsonProperty("poll_url")
        URI pollUrl) {}
