package org.securecontext.relay.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.events.EventType;
import org.springframework.mock.env.MockEnvironment;

class DeclaredEndpointsTest {

    private final MockEnvironment environment = new MockEnvironment().withProperty("SIEM_SECRET", "from-environment");

    @TempDir
    private @Nullable Path directory;

    @Test
    void theFileDeclaresEndpointsAndTakesSecretsFromTheEnvironment() {
        // When
        List<Endpoint> endpoints = read("""
                endpoints:
                  - id: siem
                    url: https://siem.example.com/hooks
                    events: ["*"]
                    secret: ${SIEM_SECRET}
                    format: cloudevents
                    headers: {X-Tenant: a}
                    timeout: 5s
                    rate_limit: 20
                    start_from: 2026-01-01T00:00:00Z
                    retry: {count: 1, redelivery: none}
                  - id: billing
                    url: https://billing.example.com/
                    events: [token_created]
                    providers: [google]
                    secret: other
                """, true);

        // Then
        Endpoint siem = endpoints.get(0);
        assertThat(siem.target().headers()).containsEntry("X-Tenant", "a");
        assertThat(siem.target().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(siem.target().format()).isEqualTo(BodyFormat.CLOUDEVENTS);
        assertThat(siem.limits())
                .isEqualTo(new Limits(new RetrySchedule(1, Duration.ofSeconds(5), List.of()), 20.0, 64));
        assertThat(siem.startFrom().time()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(siem.secrets().at(Instant.now()))
                .singleElement()
                .satisfies(secret -> assertThat(secret.reveal()).isEqualTo("from-environment"));
        assertThat(endpoints.get(1).subscription().includes(EventType.TOKEN_CREATED, "google"))
                .isTrue();
        assertThat(endpoints.get(1).subscription().includes(EventType.TOKEN_CREATED, "github"))
                .isFalse();
        assertThat(endpoints.get(1).subscription().includes(EventType.WEBHOOK_TEST, null))
                .isTrue();
        assertThat(siem.toString()).doesNotContain("from-environment");
    }

    @Test
    void eachWrongPartIsNamed() {
        assertThatThrownBy(() -> read("""
                        endpoints:
                          - id: Siem
                            url: http://siem.example.com/
                            events: [token_made]
                            rate_limit: -1
                        """, true))
                .hasMessageContaining("endpoint 1 (id)")
                .hasMessageContaining("https:// in production")
                .hasMessageContaining("'token_made' is none of")
                .hasMessageContaining("(secret)")
                .hasMessageContaining("rate limit");
    }

    private List<Endpoint> read(String yaml, boolean production) {
        try {
            Path file = Files.writeString(
                    java.util.Objects.requireNonNull(directory).resolve("endpoints.yaml"), yaml);
            return new DeclaredEndpoints(settings(file.toString()), production, environment).read();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static WebhookSettings settings(String file) {
        return new WebhookSettings(
                false,
                null,
                null,
                null,
                "token_created",
                "scp",
                Duration.ofSeconds(30),
                3,
                Duration.ofSeconds(5),
                "1m,10m",
                null,
                file,
                false,
                "");
    }
}
