package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Draws requests that differ from a valid one in a single field. */
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

    private final Random random;

    Neighbours(Random random) {
        this.random = random;
    }

    /** A neighbour of this call; now and then the call itself. */
    RawRequest of(Call call) {
        List<Supplier<RawRequest>> changes = new ArrayList<>();
        changes.add(call::request);
        changes.add(() ->
                call.header("Authorization", Poison.pick(CREDENTIALS, random)).request());
        changes.add(() ->
                call.header("Authorization", Poison.pick(CREDENTIALS, random)).request());
        changes.add(() -> header(call));
        changes.add(() -> call.request().method(Poison.pick(METHODS, random)));
        changes.add(() -> target(call));
        changes.add(() -> call.query(Poison.MARKER, Poison.text(random)).request());
        call.path().keySet().forEach(name -> {
            changes.add(() -> call.path(name, Call.encoded(Poison.text(random))).request());
        });
        call.query().keySet().forEach(name -> {
            changes.add(() -> call.query(name, Poison.text(random)).request());
        });
        ObjectNode body = call.body();
        if (body != null) {
            changes.add(() -> call.request().body(Poison.body(random)));
            changes.add(() -> field(call, body));
            changes.add(() -> field(call, body));
        }
        return Poison.pick(changes, random).get();
    }

    private RawRequest header(Call call) {
        return call.header(Poison.pick(HEADERS, random), Poison.inHeader(Poison.text(random)))
                .request();
    }

    /** Another value for one member, one member less or one more, as text, since not every change leaves JSON. */
    private RawRequest field(Call call, ObjectNode body) {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        names.add(Poison.MARKER);
        String name = Poison.pick(names, random);
        ObjectNode rest = body.deepCopy();
        rest.remove(name);
        if (random.nextInt(6) == 0) {
            return call.request().body(rest.toString());
        }
        String others = rest.isEmpty()
                ? ""
                : "," + rest.toString().substring(1, rest.toString().length() - 1);
        return call.request().body("{\"" + name + "\":" + Poison.json(random) + others + "}");
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
