package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The OpenAPI description that the packaged relay serves in development. */
@ExtendWith(OperatedRelay.Shared.class)
class ApiDescriptionIT {

    private final OperatedRelay stack;

    ApiDescriptionIT(OperatedRelay stack) {
        this.stack = stack;
    }

    @Test
    void everyCallIsDescribedWithItsKeyAnswerAndErrors() throws Exception {
        // When
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.relay().uri("/v3/api-docs"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        // Then
        JsonNode api = JsonMapper.builder().build().readTree(answer.body());
        assertThat(api.path("openapi").asText()).startsWith("3.1");
        List<String> paths = new ArrayList<>();
        api.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .allMatch(path -> path.startsWith("/api/webhooks/"))
                .contains(
                        "/api/webhooks/endpoints",
                        "/api/webhooks/endpoints/{id}/rotate-secret",
                        "/api/webhooks/deliveries/{endpoint}/{event}/resend",
                        "/api/webhooks/dead-letters/redeliver",
                        "/api/webhooks/replays/{id}/cancel");
        List<String> tags = api.path("tags").findValuesAsText("name");
        api.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String call = operation.path("operationId").asText();
                    assertThat(operation.path("summary").asText()).as(call).isNotEmpty();
                    assertThat(tags)
                            .as(call)
                            .contains(operation.path("tags").path(0).asText());
                    assertThat(operation.path("security").toString()).as(call).contains("admin");
                    assertThat(operation
                                    .path("responses")
                                    .path("401")
                                    .path("content")
                                    .toString())
                            .as(call)
                            .contains("ErrorEnvelope");
                }));
        assertThat(api.path("components").path("schemas").toString())
                .contains("SuccessEnvelope")
                .contains("\"event_types\"")
                .contains("\"rate_limit\"");
    }
}
