package org.securecontext.proxy.blackbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it goes over the wire. Each character of its texts is one byte, so that it can also be malformed.
 *
 * @param target what stands in the request line, not encoded any further
 * @param headers a value of {@link #ABSENT} leaves a header out
 */
record RawRequest(String method, String target, Map<String, String> headers, String body) {

    /** The value of a header that is not sent. */
    static final String ABSENT = "\0absent";

    RawRequest {
        headers = new LinkedHashMap<>(headers);
    }

    static RawRequest get(String target) {
        return new RawRequest("GET", target, Map.of(), "");
    }

    static RawRequest delete(String target) {
        return new RawRequest("DELETE", target, Map.of(), "");
    }

    static RawRequest post(String target, String json) {
        return new RawRequest("POST", target, Map.of(), json).with("Content-Type", "application/json");
    }

    RawRequest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RawRequest(method, target, more, body);
    }

    RawRequest bearer(String key) {
        return with("Authorization", "Bearer " + key);
    }

    RawRequest method(String other) {
        return new RawRequest(other, target, headers, body);
    }

    RawRequest target(String other) {
        return new RawRequest(method, other, headers, body);
    }

    RawRequest body(String other) {
        return new RawRequest(method, target, headers, other);
    }

    byte[] bytes(String host) {
        Map<String, String> sent = new LinkedHashMap<>(Map.of("Host", host, "Connection", "close"));
        if (!body.isEmpty() || method.equals("POST")) {
            sent.put("Content-Length", Integer.toString(body.length()));
        }
        sent.putAll(headers);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        sent.forEach((name, value) -> {
            if (!value.equals(ABSENT)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    /** One line, cut short, for the message of a failed test. */
    @Override
    public String toString() {
        String line = method + " " + target + " " + headers + " " + body;
        String printable = line.replaceAll("[^ -~]", ".");
        return printable.length() > 400 ? printable.substring(0, 400) + "…" : printable;
    }
}
