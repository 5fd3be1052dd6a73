package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The meter of requests tells paths by their pattern: an id in a label would be a series for each session. */
class RequestMetersIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.staging();

    @Test
    void retrievalsAreMeteredUnderThePatternOfTheirPath() {
        // Given
        String id = UUID.randomUUID().toString();

        // When
        RawAnswer answer = gateway.send(RawRequest.get("/api/tokens/" + id).bearer(GatewayUnderTest.AGENT_KEY));

        // Then
        assertThat(answer.status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(requestSeries())
                        .anySatisfy(series ->
                                assertThat(series).contains("status=\"404\"", "uri=\"/api/tokens/{session_id}\"")));
        assertThat(requestSeries()).noneSatisfy(series -> assertThat(series).contains(id));
    }

    private Stream<String> requestSeries() {
        return gateway.manage(RawRequest.get("/actuator/prometheus"))
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count{"));
    }
}
