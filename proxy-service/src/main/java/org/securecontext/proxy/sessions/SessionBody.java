package org.securecontext.proxy.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.vault.SessionFacts;

/** A session as it is told of; never with a token. */
@Schema(name = "Session")
record SessionBody(
        @Schema(example = "0b1c9f0e-7a41-4a0b-8a53-5b1d2f3c4e5a") @JsonProperty("session_id")
        String sessionId,

        @Schema(example = "google") String provider,

        @Schema(description = "The agent that owns it.", example = "mail-agent") @JsonProperty("agent_id")
        String agentId,

        @Schema(description = "The agent's own label.", example = "inbox-42") @JsonProperty("workflow_id") @Nullable
        String workflowId,

        @Schema(
                description = "Whether an agent asked for it, or a browser came by itself.",
                allowableValues = {"agent", "browser"},
                example = "agent")
        String origin,

        @Schema(example = "openid email") String scope,

        @Schema(
                allowableValues = {"active", "reauthorization_required"},
                example = "active")
        String status,

        @Schema(example = "2026-01-01T12:00:00Z") @JsonProperty("created_at")
        Instant createdAt,

        @Schema(
                description = "When the access token ends; null when the provider did not say.",
                example = "2026-01-01T13:00:00Z")
        @JsonProperty("expires_at")
        @Nullable
        Instant expiresAt,

        @Schema(description = "When the session ends.", example = "2026-01-31T12:00:00Z")
        @JsonProperty("session_ends_at")
        Instant sessionEndsAt,

        @Schema(description = "Whether the access token can be renewed.", example = "true")
        @JsonProperty("has_refresh_token")
        boolean hasRefreshToken) {

    static SessionBody of(SessionFacts session) {
        return new SessionBody(
                session.sessionId().value(),
                session.provider().value(),
                session.owner().value(),
                session.workflowId(),
                session.origin().name().toLowerCase(Locale.ROOT),
                session.scope(),
                session.reauthorizationRequired() ? "reauthorization_required" : "active",
                session.createdAt(),
                session.expiresAt(),
                session.endsAt(),
                session.hasRefreshToken());
    }
}
