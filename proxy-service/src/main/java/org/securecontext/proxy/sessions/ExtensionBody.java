package org.securecontext.proxy.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;

/** By how much a session is to live longer. */
@Schema(name = "Extension")
record ExtensionBody(
        @Schema(
                description = "Added to the session's end, which never lies later than now plus SCP_SESSION_TTL.",
                example = "86400",
                minimum = "1",
                maximum = "315360000",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("additional_seconds")
        @Nullable
        Long additionalSeconds) {

    private static final long TEN_YEARS = 315_360_000;

    Duration additional() {
        if (additionalSeconds == null) {
            throw Refusal.ofField(ErrorCode.MISSING_PARAMETER, "Say by how many seconds.", "additional_seconds");
        }
        if (additionalSeconds < 1 || additionalSeconds > TEN_YEARS) {
            throw Refusal.ofField(
                    ErrorCode.INVALID_REQUEST, "Additional seconds are 1 to 315360000.", "additional_seconds");
        }
        return Duration.ofSeconds(additionalSeconds);
    }
}
