package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Requests that differ from a valid one in a single field. */
final class Neighbours {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Language",
            "Content-Type",
            "Content-Encoding",
            "Cookie",
            "Forwarded",
            "If-None-Match",
            "Origin",
            "Range",
            "Referer",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Http-Method-Override",
            "X-Request-ID",
            "traceparent");
    private static final int TARGETS = 16;
    private static final int FIELDS_LEFT_OUT = 6;
    private static final List<String> CREDENTIALS = List.of(
            RawRequest.ABSENT,
            "",
            "Bearer",
            "Bearer ",
            "Bearer " + GatewayUnderTest.AGENT_KEY,
            "Bearer " + GatewayUnderTest.OTHER_AGENT_KEY,
            "Bearer " + GatewayUnderTest.HURRIED_AGENT_KEY,
            "Bearer " + GatewayUnderTest.ADMIN_KEY,
            "Bearer scp_" + Poison.MARKER,
            "Bearer " + Poison.MARKER,
            "Bearer a.b.c",
            "Basic " + Poison.MARKER,
            "bearer " + GatewayUnderTest.AGENT_KEY,
            "Bearer " + GatewayUnderTest.AGENT_KEY + " " + Poison.MARKER,
            "Bearer " + Poison.MARKER.repeat(300));

    /** So many that its limit of one a minute is met, also where a minute ends between two of them. */
    private static final int HURRIED_CALLS = 3;
    /** So many that a session of each kind is asked for. */
    private static final int UNCHANGED_CALLS = 20;

    private final Random random;

    Neighbours(Random random) {
        this.random = random;
    }

    /** All neighbours of this call, and some times the call itself; a header's and a target's value are drawn. */
    List<Supplier<RawRequest>> of(Call call) {
        List<Supplier<RawRequest>> changes = new ArrayList<>();
        changes.addAll(Collections.nCopies(UNCHANGED_CALLS, call::request));
        CREDENTIALS.forEach(credential -> changes.add(credential(call, credential)));
        changes.addAll(
                Collections.nCopies(HURRIED_CALLS, credential(call, "Bearer " + GatewayUnderTest.HURRIED_AGENT_KEY)));
        changes.addAll(Collections.nCopies(HEADERS.size(), () -> header(call)));
        METHODS.forEach(method -> changes.add(() -> call.request().method(method)));
        changes.addAll(Collections.nCopies(TARGETS, () -> target(call)));
        changes.add(() -> call.query(Poison.MARKER, Poison.text(random)).request());
        call.path()
                .keySet()
                .forEach(name -> Poison.texts()
                        .forEach(text -> changes.add(
                                () -> call.path(name, Call.encoded(text)).request())));
        call.query()
                .keySet()
                .forEach(name -> Poison.texts()
                        .forEach(
                                text -> changes.add(() -> call.query(name, text).request())));
        ObjectNode body = call.body();
        if (body != null) {
            Poison.bodies().forEach(text -> changes.add(() -> call.request().body(text)));
            Poison.jsonValues().forEach(value -> changes.add(() -> field(call, body, value)));
            changes.addAll(Collections.nCopies(FIELDS_LEFT_OUT, () -> without(call, body)));
        }
        return changes;
    }

    private static Supplier<RawRequest> credential(Call call, String credential) {
        return () -> call.header("Authorization", credential).request();
    }

    private RawRequest header(Call call) {
        return call.header(Poison.pick(HEADERS, random), Poison.inHeader(Poison.text(random)))
                .request();
    }

    /** This value for one member or for one more, as text, since not every change leaves JSON. */
    private RawRequest field(Call call, ObjectNode body, String value) {
        String name = member(body);
        ObjectNode rest = body.deepCopy().without(name);
        String others = rest.isEmpty()
                ? ""
                : "," + rest.toString().substring(1, rest.toString().length() - 1);
        return call.request().body("{\"" + name + "\":" + value + others + "}");
    }

    private RawRequest without(Call call, ObjectNode body) {
        return call.request().body(body.deepCopy().without(member(body)).toString());
    }

    /** One that the body has, or one that it has not. */
    private String member(ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        names.add(Poison.MARKER);
        return Poison.pick(names, random);
    }

    private RawRequest target(Call call) {
        RawRequest request = call.request();
        String target = request.target();
        List<String> targets = List.of(
                target + "/",
                target + ";a=" + Poison.MARKER,
                "/" + target,
                target.replaceFirst("/", "/%2e/"),
                target.replaceFirst("/", "/./"),
                target.replaceFirst("/", "/" + Poison.MARKER + "/%2e%2e/"),
                target + "%00",
                target + "%0d%0aX-Injected:%20" + Poison.MARKER,
                target + "%ff%fe",
                target + "%2f" + Poison.MARKER,
                target + "?" + Poison.MARKER,
                target + "?a=%zz",
                target + "#" + Poison.MARKER,
                target.toUpperCase(java.util.Locale.ROOT),
                "http://" + Poison.MARKER + target,
                target + "/" + Poison.MARKER.repeat(350));
        return request.target(Poison.pick(targets, random));
    }
}
