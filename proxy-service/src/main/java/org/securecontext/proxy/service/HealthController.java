package org.securecontext.proxy.service;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.securecontext.proxy.vault.StorageFacts;
import org.securecontext.proxy.vault.StorageStats;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Tells callers whether Redis, the outbox and Kafka do their work. It answers 200 also when they do not, as clients of the
 * first SCP expect; orchestrators ask the management port.
 */
@RestController
final class HealthController {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final String UP = "up";
    private static final String DOWN = "down";

    private final StorageStats stats;
    private final KafkaReach kafka;
    private final Answers answers;

    HealthController(StorageStats stats, KafkaReach kafka, Answers answers) {
        this.stats = stats;
        this.kafka = kafka;
        this.answers = answers;
    }

    @GetMapping("/api/health")
    Mono<SuccessEnvelope<HealthBody>> read() {
        return storage().zipWith(kafka.isReachable(), HealthController::body).map(answers::of);
    }

    private Mono<Storage> storage() {
        return stats.read()
                .map(HealthController::stored)
                .timeout(DEADLINE)
                .onErrorReturn(StorageUnavailable.class, new Storage(DOWN, "unknown"))
                .onErrorReturn(TimeoutException.class, new Storage(DOWN, "unknown"));
    }

    private static Storage stored(StorageFacts facts) {
        return new Storage(UP, facts.outboxOldest().compareTo(LATE) > 0 ? "late" : UP);
    }

    private static HealthBody body(Storage storage, boolean kafkaReachable) {
        boolean healthy = storage.outbox().equals(UP) && kafkaReachable;
        return new HealthBody(
                healthy ? "healthy" : "degraded", storage.redis(), storage.outbox(), kafkaReachable ? UP : DOWN);
    }

    private record Storage(String redis, String outbox) {}

    @Schema(name = "Health")
    record HealthBody(
            @Schema(
                    allowableValues = {"healthy", "degraded"},
                    example = "healthy")
            String status,

            @Schema(
                    allowableValues = {"up", "down"},
                    example = "up")
            String redis,

            @Schema(
                    description = "Late when events have waited for Kafka for more than a minute.",
                    allowableValues = {"up", "late", "unknown"},
                    example = "up")
            String outbox,

            @Schema(
                    allowableValues = {"up", "down"},
                    example = "up")
            String kafka) {}
}
