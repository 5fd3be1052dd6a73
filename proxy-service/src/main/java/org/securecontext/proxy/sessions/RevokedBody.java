package org.securecontext.proxy.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** A session that is gone. */
@Schema(name = "RevokedSession")
record RevokedBody(
        @Schema(example = "0b1c9f0e-7a41-4a0b-8a53-5b1d2f3c4e5a") @JsonProperty("session_id")
        String sessionId,

        @Schema(example = "true") boolean revoked,

        @Schema(description = "Whether the provider confirmed the revocation too (RFC 7009).", example = "true")
        @JsonProperty("revoked_at_provider")
        boolean revokedAtProvider) {}
