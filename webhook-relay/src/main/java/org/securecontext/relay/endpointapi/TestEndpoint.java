package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.delivery.DeliveryOutcome;
import org.securecontext.relay.delivery.EndpointClient;
import org.securecontext.relay.delivery.FailureReason;
import org.securecontext.relay.delivery.SignWebhook;
import org.securecontext.relay.delivery.WebhookRequest;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.operators.OperatorEvents;
import org.securecontext.relay.records.WebhookEvent;
import org.springframework.stereotype.Component;

/** Sends one test event to an endpoint and waits for its answer; nothing is retried, and the breaker is not asked. */
@Component
public final class TestEndpoint {

    private static final String SESSION = "test-session-id";

    private final FindEndpoint findEndpoint;
    private final SignWebhook signWebhook;
    private final EndpointClient client;
    private final OperatorEvents events;
    private final Clock clock;

    TestEndpoint(
            FindEndpoint findEndpoint,
            SignWebhook signWebhook,
            EndpointClient client,
            OperatorEvents events,
            Clock clock) {
        this.findEndpoint = findEndpoint;
        this.signWebhook = signWebhook;
        this.client = client;
        this.events = events;
        this.clock = clock;
    }

    /** How the endpoint answered, and what it was sent. */
    public Outcome<Trial> test(String id, Operator operator) {
        return findEndpoint.find(id).then(endpoint -> {
            events.append("endpoint_tested", id, operator, Map.of("endpoint", id));
            return Outcome.done(test(endpoint));
        });
    }

    private Trial test(Endpoint endpoint) {
        WebhookRequest request = signWebhook.sign(endpoint, event(), null);
        long start = System.nanoTime();
        DeliveryOutcome outcome =
                client.post(request, endpoint.target().timeout()).join();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        FailureReason reason = outcome.reason();
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.keySet()
                .retainAll(request.headers().keySet().stream()
                        .filter(TestEndpoint::isOwn)
                        .toList());
        return new Trial(
                outcome instanceof DeliveryOutcome.Delivered,
                outcome.status(),
                reason == null ? null : reason.word(),
                millis,
                headers,
                new String(request.body(), StandardCharsets.UTF_8));
    }

    private WebhookEvent event() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("message", "A test by the operator");
        TokenEvent event = new TokenEvent(
                EventId.of(EventType.WEBHOOK_TEST, SESSION, UUID.randomUUID().toString()),
                EventType.WEBHOOK_TEST,
                URI.create("/webhook-relay"),
                SESSION,
                now,
                null,
                null,
                Shard.of(SESSION),
                1,
                null,
                data.toString().getBytes(StandardCharsets.UTF_8));
        return new WebhookEvent(event, data);
    }

    private static boolean isOwn(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.startsWith("webhook-") || lower.startsWith("x-scp-");
    }

    /**
     * How a test went.
     *
     * @param status the HTTP status; null without an answer
     * @param reason why it failed, such as {@code timeout}; null when it did not
     * @param headers the signed headers that were sent
     * @param body the body that was signed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Trial(
            boolean delivered,
            @Nullable Integer status,
            @Nullable String reason,
            long durationMs,
            Map<String, String> headers,
            String body) {}
}
