package org.securecontext.localstack.inbox;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/**
 * One received webhook.
 *
 * @param receivedAt UTC, ISO 8601
 * @param headers by lower-case name
 * @param body the exact text
 * @param signatureValid whether each signature that it carries is right, and it carries one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({"received_at", "headers", "body", "signature_valid"})
public record Delivery(String receivedAt, Map<String, String> headers, String body, boolean signatureValid) {

    public Delivery {
        headers = Map.copyOf(headers);
    }
}
