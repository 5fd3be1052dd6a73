package org.securecontext.proxy.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventType;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.configuration.GatewaySettings;
import org.securecontext.proxy.vault.AppendEvent;
import org.securecontext.proxy.vault.Caller;
import org.securecontext.proxy.vault.NewEvent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells how the gateway is set up, and sends a test event the whole way. */
@RestController
@RequestMapping("/api/enterprise")
final class EnterpriseController {

    /** The subject of test events, as receivers of the first SCP know it. */
    private static final String TEST_SUBJECT = "test-session-id";

    private static final String TEST_DATA = "{\"message\":\"A test of the whole way\"}";

    private final GatewaySettings gateway;
    private final GatewayAddress address;
    private final WebhookSettings webhooks;
    private final AppendEvent appendEvent;
    private final Answers answers;

    EnterpriseController(
            GatewaySettings gateway,
            GatewayAddress address,
            WebhookSettings webhooks,
            AppendEvent appendEvent,
            Answers answers) {
        this.gateway = gateway;
        this.address = address;
        this.webhooks = webhooks;
        this.appendEvent = appendEvent;
        this.answers = answers;
    }

    @GetMapping("/config")
    SuccessEnvelope<ConfigBody> config() {
        return answers.of(new ConfigBody(
                address.base(),
                gateway.environment().label(),
                webhooks.enabled(),
                webhooks.events(),
                !address.callbackBase().equals(address.base())));
    }

    @GetMapping("/webhooks/info")
    SuccessEnvelope<WebhooksBody> webhooks() {
        return answers.of(new WebhooksBody(
                webhooks.enabled(),
                webhooks.url(),
                webhooks.events(),
                webhooks.timeout().toSeconds(),
                webhooks.retryCount(),
                webhooks.hasSecret()));
    }

    @PostMapping("/webhooks/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SuccessEnvelope<TestBody>> test(Caller caller) {
        if (!webhooks.enabled()) {
            return Mono.error(Refusal.of(ErrorCode.WEBHOOK_DISABLED, "Set SCP_ENABLE_WEBHOOKS=true to send webhooks."));
        }
        NewEvent event = new NewEvent(EventType.WEBHOOK_TEST, TEST_SUBJECT, null, caller.agent(), TEST_DATA);
        return appendEvent
                .append(event, caller.context())
                .map(outcome -> outcome.fold(
                        appended ->
                                answers.of(new TestBody(true, appended.eventId().toString())),
                        full -> refuse(
                                Refusal.of(ErrorCode.AUDIT_UNAVAILABLE, "The audit trail cannot be written; try again.")
                                        .retryAfter(java.time.Duration.ofSeconds(1)))));
    }

    private static SuccessEnvelope<TestBody> refuse(Refusal refusal) {
        throw refusal;
    }

    @Schema(name = "GatewayConfig")
    record ConfigBody(
            @Schema(example = "https://scp.example") @JsonProperty("base_url")
            URI baseUrl,

            @Schema(example = "production") String environment,

            @Schema(example = "true") @JsonProperty("webhook_enabled")
            boolean webhookEnabled,

            @Schema(example = "[\"token_created\"]") @JsonProperty("webhook_events")
            List<String> webhookEvents,

            @Schema(description = "Whether redirect URIs have a base of their own.", example = "false")
            @JsonProperty("callback_url_override")
            boolean callbackUrlOverride) {}

    @Schema(name = "WebhookConfig")
    record WebhooksBody(
            @Schema(example = "true") boolean enabled,

            @Schema(example = "https://siem.example/scp") @JsonProperty("webhook_url") @Nullable
            URI webhookUrl,

            @Schema(example = "[\"token_created\"]") @JsonProperty("enabled_events")
            List<String> enabledEvents,

            @Schema(description = "Of one attempt, in seconds.", example = "30")
            long timeout,

            @Schema(example = "3") @JsonProperty("retry_count")
            int retryCount,

            @Schema(example = "true") @JsonProperty("has_secret")
            boolean hasSecret) {}

    @Schema(name = "WebhookTest")
    record TestBody(
            @Schema(example = "true") @JsonProperty("test_sent")
            boolean testSent,

            @Schema(example = "test_test-session-id_1767268800000-0") @JsonProperty("event_id")
            String eventId) {}
}
