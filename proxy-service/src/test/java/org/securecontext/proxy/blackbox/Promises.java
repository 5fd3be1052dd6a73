package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** What every answer keeps, whatever the request was. */
final class Promises {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Promises() {}

    /** The promises that this answer breaks. */
    static List<String> broken(RawRequest request, RawAnswer answer) {
        List<String> broken = new ArrayList<>();
        if (answer.status() == 0) {
            broken.add("no answer");
        }
        if (answer.status() >= 500) {
            broken.add("server error");
        }
        if (answer.body().contains(Poison.MARKER) || headersHoldTheMarker(answer)) {
            broken.add("echo");
        }
        if (answer.header("X-Injected") != null) {
            broken.add("injected header");
        }
        if (answer.body().contains("Exception") || answer.body().contains("\tat ")) {
            broken.add("internals shown");
        }
        if (request.target().startsWith("/api/") && !request.method().equals("HEAD") && !isNoRequest(request, answer)) {
            api(request, answer, broken);
        }
        return broken;
    }

    /** What has no URI for its target (RFC 9112 §3.2) is refused by the HTTP server, which knows of no API. */
    private static boolean isNoRequest(RawRequest request, RawAnswer answer) {
        try {
            return new URI(request.target()).isOpaque();
        } catch (URISyntaxException noUri) {
            return answer.status() == 400 && answer.body().isEmpty();
        }
    }

    /** A well-formed request id comes back; that is what it is for. */
    private static boolean headersHoldTheMarker(RawAnswer answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> !header.getKey().equals("x-request-id"))
                .anyMatch(header -> header.getValue().toString().contains(Poison.MARKER));
    }

    private static void api(RawRequest request, RawAnswer answer, List<String> broken) {
        if (!"1.0".equals(answer.header("X-API-Version"))) {
            broken.add("no X-API-Version");
        }
        if (answer.header("X-Request-ID") == null) {
            broken.add("no X-Request-ID");
        }
        if (!String.valueOf(answer.header("Cache-Control")).contains("no-store")) {
            broken.add("may be cached");
        }
        if (!request.method().equals("OPTIONS") && !isEnvelope(answer)) {
            broken.add("no envelope");
        }
    }

    private static boolean isEnvelope(RawAnswer answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            boolean good = answer.status() < 400;
            return body.path("success").isBoolean()
                    && body.path("success").asBoolean() == good
                    && body.path("version").asText().equals("1.0")
                    && body.path("timestamp").asText().endsWith("Z")
                    && (good
                            ? body.has("data")
                            : body.path("error").path("status_code").asInt() == answer.status()
                                    && !body.path("error").path("code").asText().isEmpty());
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }
}
