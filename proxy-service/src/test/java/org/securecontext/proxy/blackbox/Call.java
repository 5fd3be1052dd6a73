package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request by its fields, so that one of them can be changed.
 *
 * @param template the path with a name in braces for each parameter
 * @param path the parameters, as they stand in the path
 * @param query the parameters before encoding; those with an empty value are left out
 * @param body absent for a request without one
 */
record Call(
        String method,
        String template,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable ObjectNode body) {

    static Call of(String method, String template) {
        return new Call(method, template, Map.of(), Map.of(), Map.of(), null);
    }

    Call path(String name, String value) {
        return new Call(method, template, put(path, name, value), query, headers, body);
    }

    Call query(String name, String value) {
        return new Call(method, template, path, put(query, name, value), headers, body);
    }

    Call header(String name, String value) {
        return new Call(method, template, path, query, put(headers, name, value), body);
    }

    Call bearer(String key) {
        return header("Authorization", "Bearer " + key);
    }

    Call body(ObjectNode json) {
        return new Call(method, template, path, query, put(headers, "Content-Type", "application/json"), json);
    }

    RawRequest request() {
        String target = template;
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        String parameters = query.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return new RawRequest(
                method,
                parameters.isEmpty() ? target : target + "?" + parameters,
                headers,
                body == null ? "" : latin1(body.toString()));
    }

    /** Percent-encodes each character that is not unreserved, as one byte. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.ISO_8859_1);
    }

    private static String latin1(String json) {
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> put(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
