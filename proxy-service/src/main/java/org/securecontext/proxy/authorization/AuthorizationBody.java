package org.securecontext.proxy.authorization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an authorization request has come. */
@Schema(name = "AuthorizationStatus")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthorizationBody(
        @Schema(example = "7f3d1c9a-52f8-4b77-9d0e-3c4b1f5a6e21") @JsonProperty("request_id")
        String requestId,

        @Schema(
                allowableValues = {"pending", "completed", "denied", "failed", "expired"},
                example = "completed")
        String status,

        @Schema(example = "google") String provider,
        @Schema(example = "[\"openid\",\"email\"]") List<String> scopes,

        @Schema(example = "inbox-42") @JsonProperty("workflow_id") @Nullable
        String workflowId,

        @Schema(example = "2026-01-01T12:10:00Z") @JsonProperty("expires_at")
        Instant expiresAt,

        @Schema(description = "Once completed.", example = "0b1c9f0e-7a41-4a0b-8a53-5b1d2f3c4e5a")
        @JsonProperty("session_id")
        @Nullable
        String sessionId,

        @Schema(description = "Why it was denied or failed.", example = "access_denied") @Nullable
        String error) {

    static AuthorizationBody of(AuthorizationRequest request) {
        return new AuthorizationBody(
                request.id().value(),
                request.status().label(),
                request.provider().value(),
                request.scopes(),
                request.workflowId(),
                request.expiresAt(),
                request.sessionId() == null ? null : request.sessionId().value(),
                request.error());
    }
}
