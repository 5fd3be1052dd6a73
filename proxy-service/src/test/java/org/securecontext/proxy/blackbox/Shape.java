package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The shape of an answer: its fields in order, with the type in place of each value, save those values that are
 * themselves a promise.
 */
final class Shape {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEPT = Set.of(
            "success",
            "version",
            "code",
            "status_code",
            "token_type",
            "provider",
            "refresh_token",
            "type",
            "status",
            "api_version",
            "environment",
            "test_sent");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Shape() {}

    static JsonNode of(JsonNode value) {
        return of("", value);
    }

    private static JsonNode of(String name, JsonNode value) {
        if (name.equals("by_provider") || name.equals("by_agent")) {
            return TextNode.valueOf("number by name");
        }
        if (value.isObject()) {
            ObjectNode shape = JSON.createObjectNode();
            value.properties().forEach(field -> shape.set(field.getKey(), of(field.getKey(), field.getValue())));
            return shape;
        }
        if (value.isArray()) {
            ArrayNode shape = JSON.createArrayNode();
            if (!value.isEmpty()) {
                shape.add(of(name, value.get(0)));
            }
            return shape;
        }
        return KEPT.contains(name) ? value : TextNode.valueOf(type(value));
    }

    private static String type(JsonNode value) {
        if (!value.isTextual()) {
            return value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        }
        if (UUID.matcher(value.asText()).matches()) {
            return "uuid";
        }
        if (TIME.matcher(value.asText()).matches()) {
            return Instant.parse(value.asText()).equals(Instant.EPOCH) ? "epoch" : "time";
        }
        return "string";
    }
}
