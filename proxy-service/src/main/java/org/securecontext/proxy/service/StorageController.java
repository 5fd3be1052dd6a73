package org.securecontext.proxy.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.vault.StorageFacts;
import org.securecontext.proxy.vault.StorageStats;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells the admin how much is stored. */
@RestController
final class StorageController {

    private static final double MILLIS = 1000;

    private final StorageStats stats;
    private final Answers answers;

    StorageController(StorageStats stats, Answers answers) {
        this.stats = stats;
        this.answers = answers;
    }

    @GetMapping("/api/storage/stats")
    Mono<SuccessEnvelope<StorageBody>> read() {
        return stats.read().map(facts -> answers.of(StorageBody.of(facts)));
    }

    @Schema(name = "StorageStats")
    record StorageBody(
            @Schema(description = "Live sessions.", example = "12") @JsonProperty("total_sessions")
            long totalSessions,

            @Schema(example = "{\"google\": 12}") @JsonProperty("by_provider")
            Map<String, Long> byProvider,

            @Schema(example = "{\"mail-agent\": 12}") @JsonProperty("by_agent")
            Map<String, Long> byAgent,

            @Schema(description = "Events that Kafka has not confirmed yet.", example = "0")
            @JsonProperty("outbox_depth")
            long outboxDepth,

            @Schema(description = "How long the oldest of them has waited.", example = "0.0")
            @JsonProperty("outbox_oldest_seconds")
            double outboxOldestSeconds) {

        static StorageBody of(StorageFacts facts) {
            return new StorageBody(
                    facts.sessions(),
                    new TreeMap<>(facts.byProvider()),
                    new TreeMap<>(facts.byAgent()),
                    facts.outboxDepth(),
                    facts.outboxOldest().toMillis() / MILLIS);
        }
    }
}
