package org.securecontext.proxy.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ApiVersion;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.api.Answers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says which version runs. */
@RestController
final class VersionController {

    private final Answers answers;
    private final VersionBody version;

    VersionController(Answers answers, ObjectProvider<BuildProperties> build) {
        this.answers = answers;
        this.version = VersionBody.of(build.getIfAvailable());
    }

    @GetMapping("/api/version")
    SuccessEnvelope<VersionBody> read() {
        return answers.of(version);
    }

    @Schema(name = "Version")
    record VersionBody(
            @Schema(example = "1.0") @JsonProperty("api_version")
            String apiVersion,

            @Schema(example = "SecureContext Protocol gateway")
            String service,

            @Schema(example = "1.0.0") String version,

            @Schema(example = "2026-01-01T00:00:00Z") @JsonProperty("built_at") @Nullable
            Instant builtAt) {

        static VersionBody of(@Nullable BuildProperties build) {
            String version = build == null || build.getVersion() == null ? "development" : build.getVersion();
            return new VersionBody(
                    ApiVersion.CURRENT,
                    "SecureContext Protocol gateway",
                    version,
                    build == null ? null : build.getTime());
        }
    }
}
