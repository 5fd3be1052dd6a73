package org.securecontext.endtoend.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;

/** An answer of the gateway: status, {@code Location} (empty when absent), cookies as they go back, and the body. */
public record HttpAnswer(int status, String location, List<String> cookies, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public HttpAnswer {
        cookies = List.copyOf(cookies);
    }

    /** The body as JSON. Fails with an {@link IllegalStateException} when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Status " + status + " without JSON: " + body, e);
        }
    }

    /** The {@code Cookie} header of the browser that got this answer. */
    String cookieHeader() {
        return cookies.stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }
}
