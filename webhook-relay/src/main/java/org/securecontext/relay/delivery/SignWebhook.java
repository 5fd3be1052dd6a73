package org.securecontext.relay.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.InstantText;
import org.securecontext.events.TokenEvent;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.endpoints.Endpoint;
import org.securecontext.relay.records.WebhookEvent;
import org.springframework.stereotype.Component;

/** Makes the signed request of an event for an endpoint. */
@Component
public final class SignWebhook {

    static final String USER_AGENT = "SecureContext-Protocol-Webhook/1.0";

    private final Clock clock;

    /** Signs with the time of this clock. */
    public SignWebhook(Clock clock) {
        this.clock = clock;
    }

    /**
     * The request: body, Standard Webhooks headers and the {@code X-SCP-*} ones.
     *
     * @param job the replay that it belongs to, or null
     */
    public WebhookRequest sign(Endpoint endpoint, WebhookEvent source, @Nullable String job) {
        TokenEvent event = source.event();
        byte[] body = WebhookBody.of(source, endpoint.target().format());
        Instant now = clock.instant();
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>(endpoint.target().headers());
        headers.put("User-Agent", USER_AGENT);
        headers.put("webhook-id", event.id().value());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        List<Secret> secrets = endpoint.secrets().at(now);
        if (!secrets.isEmpty()) {
            headers.put(
                    "webhook-signature", Signatures.standard(secrets, event.id().value(), timestamp, body));
        }
        Secret legacy = endpoint.secrets().legacyAt(now);
        if (legacy != null) {
            headers.put("X-SCP-Signature", Signatures.legacy(legacy, body));
        }
        headers.put("X-SCP-Event-Type", event.type().legacyName());
        headers.put("X-SCP-Event-ID", event.id().value());
        headers.put("X-SCP-Timestamp", InstantText.of(event.time()));
        if (job != null) {
            headers.put("X-SCP-Replay", job);
        }
        return new WebhookRequest(
                endpoint.target().url(), headers, body, endpoint.target().format());
    }
}
