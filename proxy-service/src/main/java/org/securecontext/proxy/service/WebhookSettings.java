package org.securecontext.proxy.service;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * How webhooks are set, for those who ask; the relay delivers them.
 *
 * @param enabled {@code SCP_ENABLE_WEBHOOKS}, default false
 * @param url where they go ({@code SCP_WEBHOOK_URL})
 * @param secret what they are signed with ({@code SCP_WEBHOOK_SECRET})
 * @param events the legacy names of those that are sent ({@code SCP_WEBHOOK_EVENTS})
 * @param timeout of one attempt, in seconds ({@code SCP_WEBHOOK_TIMEOUT}, default 30)
 * @param retryCount further attempts ({@code SCP_WEBHOOK_RETRY_COUNT}, default 3)
 */
@ConfigurationProperties("scp.webhooks")
record WebhookSettings(
        boolean enabled,
        @Nullable URI url,
        @Nullable String secret,
        List<String> events,
        @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
        int retryCount) {

    /** Takes empty texts for absent ones. */
    WebhookSettings {
        url = url == null || url.toString().isEmpty() ? null : url;
        secret = secret == null || secret.isBlank() ? null : secret;
        events = List.copyOf(events);
    }

    boolean hasSecret() {
        return secret != null;
    }

    /** Without the secret, and without the URL, which may hold one. */
    @Override
    public String toString() {
        return "WebhookSettings[enabled=" + enabled + ", events=" + events + "]";
    }
}
