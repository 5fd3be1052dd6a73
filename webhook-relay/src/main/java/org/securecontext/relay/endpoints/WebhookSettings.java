package org.securecontext.relay.endpoints;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The endpoint {@code default} and the defaults of all endpoints, from {@code SCP_WEBHOOK_*}. Empty texts mean unset.
 *
 * @param enabled {@code SCP_ENABLE_WEBHOOKS}: whether the endpoint {@code default} exists; default false
 * @param url {@code SCP_WEBHOOK_URL}
 * @param secret {@code SCP_WEBHOOK_SECRET}
 * @param previousSecret {@code SCP_WEBHOOK_PREVIOUS_SECRET}: signs beside the other as long as it is set
 * @param events {@code SCP_WEBHOOK_EVENTS}: legacy names separated by commas, or {@code *} for all; default the three token
 *     events
 * @param format {@code SCP_WEBHOOK_FORMAT}: {@code scp} (default) or {@code cloudevents}
 * @param timeout {@code SCP_WEBHOOK_TIMEOUT}: of one attempt; a number is seconds; default 30
 * @param retryCount {@code SCP_WEBHOOK_RETRY_COUNT}: further attempts of the first phase; default 3
 * @param retryDelay {@code SCP_WEBHOOK_RETRY_DELAY}: before the first of them, then doubled; a number is seconds; default 5
 * @param redelivery {@code SCP_WEBHOOK_REDELIVERY}: pauses of the second phase, or {@code none}; default
 *     {@code 1m,10m,1h,6h,24h}
 * @param rateLimit {@code SCP_WEBHOOK_RATE_LIMIT}: requests in a second over all replicas; unset: none
 * @param endpointsFile {@code SCP_WEBHOOK_ENDPOINTS_FILE}: a YAML file with more endpoints
 * @param allowPrivate {@code SCP_WEBHOOK_ALLOW_PRIVATE}: whether webhooks may go to addresses that are not public; default
 *     false
 * @param allowedCidrs {@code SCP_WEBHOOK_ALLOWED_CIDRS}: blocks that are allowed though they are not public
 */
@ConfigurationProperties("scp.webhook")
public record WebhookSettings(
        @DefaultValue("false") boolean enabled,
        @Nullable String url,
        @Nullable String secret,
        @Nullable String previousSecret,

        @DefaultValue("token_created,token_retrieved,token_expired")
        String events,

        @DefaultValue("scp") String format,

        @DefaultValue("30") @DurationUnit(ChronoUnit.SECONDS)
        Duration timeout,

        @DefaultValue("3") int retryCount,
        @DefaultValue("5") @DurationUnit(ChronoUnit.SECONDS) Duration retryDelay,
        @DefaultValue("1m,10m,1h,6h,24h") String redelivery,
        @Nullable Double rateLimit,
        @Nullable String endpointsFile,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("") String allowedCidrs) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "WebhookSettings[enabled=" + enabled + ", events=" + events + ", timeout=" + timeout + "]";
    }
}
