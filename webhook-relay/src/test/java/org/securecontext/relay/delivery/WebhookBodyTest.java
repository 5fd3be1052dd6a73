package org.securecontext.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.securecontext.events.EventId;
import org.securecontext.events.EventType;
import org.securecontext.events.Shard;
import org.securecontext.events.TokenEvent;
import org.securecontext.relay.endpoints.BodyFormat;
import org.securecontext.relay.records.WebhookEvent;

class WebhookBodyTest {

    @Test
    void createdShowsScopeAndLifetimeInTheAgreedOrder() throws JsonProcessingException {
        assertThat(scp(
                        EventType.TOKEN_CREATED,
                        "google",
                        "{\"workflow_id\":\"w\",\"has_refresh_token\":true,\"expires_in\":3600,\"scope\":\"openid\"}"))
                .isEqualTo(
                        "{\"event_id\":\"id\",\"event_type\":\"token_created\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                                + "\"session_id\":\"s\",\"provider\":\"google\",\"data\":{\"scope\":\"openid\",\"expires_in\":3600},"
                                + "\"metadata\":{\"created_at\":\"2026-01-01T00:00:00Z\"}}");
    }

    @Test
    void retrievedShowsTheClient() throws JsonProcessingException {
        assertThat(scp(EventType.TOKEN_RETRIEVED, "google", "{\"client_info\":{\"user_agent\":\"a\"},\"more\":1}"))
                .endsWith("\"data\":{\"client_info\":{\"user_agent\":\"a\"}},"
                        + "\"metadata\":{\"retrieved_at\":\"2026-01-01T00:00:00Z\"}}");
    }

    @Test
    void expiredShowsWhen() throws JsonProcessingException {
        assertThat(scp(EventType.TOKEN_EXPIRED, null, "{\"expired_at\":\"2025-12-31T23:59:59Z\"}"))
                .endsWith("\"provider\":null,\"data\":{\"expired_at\":\"2025-12-31T23:59:59Z\"},"
                        + "\"metadata\":{\"expired_at\":\"2025-12-31T23:59:59Z\"}}");
    }

    @Test
    void aCloudEventIsStructured() throws JsonProcessingException {
        // When
        String body = new String(
                WebhookBody.of(event(EventType.TOKEN_REVOKED, "google", "{\"a\":1}"), BodyFormat.CLOUDEVENTS),
                StandardCharsets.UTF_8);

        // Then
        JsonNode json = new ObjectMapper().readTree(body);
        assertThat(json.get("type").asText()).isEqualTo("org.securecontext.token.revoked");
        assertThat(json.get("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(json.get("data").get("a").asInt()).isEqualTo(1);
    }

    private static String scp(EventType type, @Nullable String provider, String data) throws JsonProcessingException {
        return new String(WebhookBody.of(event(type, provider, data), BodyFormat.SCP), StandardCharsets.UTF_8);
    }

    private static WebhookEvent event(EventType type, @Nullable String provider, String data)
            throws JsonProcessingException {
        TokenEvent event = new TokenEvent(
                new EventId("id"),
                type,
                URI.create("https://scp.example.com"),
                "s",
                Instant.parse("2026-01-01T00:00:00Z"),
                provider,
                "agent",
                new Shard(0),
                1,
                null,
                data.getBytes(StandardCharsets.UTF_8));
        return new WebhookEvent(event, (ObjectNode) new ObjectMapper().readTree(data));
    }
}
