package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came over the wire.
 *
 * @param status 0 when the connection was closed without an answer
 * @param headers by lowercase name
 */
record RawAnswer(int status, Map<String, List<String>> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Nullable
    String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The body as JSON. Fails when it is none. */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON in " + this, e);
        }
    }

    /** The code of the error envelope; empty when the body is none. */
    String errorCode() {
        String type = header("Content-Type");
        return type != null && type.startsWith("application/json")
                ? json().path("error").path("code").asText()
                : "";
    }

    /** Where a redirect leads. */
    String location() {
        String location = header("Location");
        if (location == null) {
            throw new AssertionError("No redirect: " + this);
        }
        return location;
    }

    /** One line, cut short, for the message of a failed test. */
    @Override
    public String toString() {
        String line = status + " " + header("Content-Type") + " " + header("Location") + " " + body;
        return line.substring(0, Math.min(line.length(), 200)).replaceAll("\\s+", " ");
    }
}
