package org.securecontext.localstack.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.regex.Pattern;

/** What came back: the address that answered in the end, its status and its body. */
record Answer(URI from, int status, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 300;
    private static final Pattern TOKEN = Pattern.compile("[\\w.+/=-]{40,}");

    /** Fails with {@link StepFailed} when the status is another. */
    Answer expecting(int wanted) {
        if (status != wanted) {
            throw new StepFailed(from.getPath() + " answered " + status + " in place of " + wanted + ": " + start());
        }
        return this;
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new StepFailed(from.getPath() + " answered no JSON: " + start());
        }
    }

    /** A text of the JSON, by pointer (RFC 6901), which must be there. */
    String text(String pointer) {
        JsonNode node = json().at(pointer);
        if (!node.isTextual() || node.asText().isEmpty()) {
            throw new StepFailed(from.getPath() + " answered without " + pointer + ": " + start());
        }
        return node.asText();
    }

    /** Without anything as long as a token. */
    private String start() {
        String harmless = TOKEN.matcher(body).replaceAll("…");
        return harmless.length() <= SHOWN ? harmless : harmless.substring(0, SHOWN) + "…";
    }
}
