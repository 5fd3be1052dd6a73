package org.securecontext.proxy.blackbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every route of the gateway with a valid call of it. Sessions and requests that a call uses up are made anew. */
final class Routes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GatewayUnderTest gateway;
    private final Map<String, Supplier<Call>> calls = new LinkedHashMap<>();
    private int asked;
    private @Nullable String session;
    private @Nullable List<String> others;
    private @Nullable String authorization;

    Routes(GatewayUnderTest gateway) {
        this.gateway = gateway;
        pages();
        flows();
        sessions();
        administration();
        publicFacts();
        // Now, so that the token that lives for a second has ended when its route comes.
        others = others();
    }

    /** By name: method and template. */
    Map<String, Supplier<Call>> calls() {
        return calls;
    }

    /** To be told when a call may have used up the session. */
    void sessionMayBeGone() {
        session = null;
        others = null;
    }

    private void pages() {
        add("GET", "/", call -> call.query("session_id", session()).query("error", ""));
        add("GET", "/connect/{request_id}", call -> call.path("request_id", authorization()));
        add(
                "GET",
                "/oauth/{provider}/authorize",
                call -> call.path("provider", "fake").query("agent_id", "agent").query("workflow_id", "workflow-1"));
        add(
                "GET",
                "/oauth/{provider}/callback",
                call -> call.path("provider", "fake")
                        .query("code", "refreshable")
                        .query("state", "state")
                        .query("error", "")
                        .query("error_description", "")
                        .query("iss", ""));
    }

    private void flows() {
        ObjectNode wish = JSON.createObjectNode().put("provider", "fake").put("agent_id", "agent");
        wish.put("workflow_id", "workflow-1").put("redirect_uri", "https://agent.test/done");
        wish.putArray("scopes").add("profile").add("email");
        add("POST", "/api/agent/auth", call -> agent(call).body(wish));
        add(
                "GET",
                "/api/agent/auth/{request_id}",
                call -> agent(call).path("request_id", authorization()).query("wait", ""));
    }

    private void sessions() {
        add("GET", "/api/tokens/{session_id}", call -> agent(call).path("session_id", mostlyOwn()));
        add(
                "GET",
                "/api/sessions",
                call -> agent(call)
                        .query("agent_id", "agent")
                        .query("workflow_id", "")
                        .query("cursor", "")
                        .query("limit", ""));
        add("GET", "/api/sessions/{session_id}", call -> agent(call).path("session_id", mostlyOwn()));
        add("DELETE", "/api/sessions/{session_id}", call -> agent(call).path("session_id", mostlyOwn()));
        ObjectNode extension = JSON.createObjectNode().put("additional_seconds", 60);
        add(
                "POST",
                "/api/sessions/{session_id}/extend",
                call -> agent(call).path("session_id", mostlyOwn()).body(extension));
    }

    private void administration() {
        add("GET", "/api/storage/stats", Routes::admin);
        add("GET", "/api/enterprise/webhooks/info", Routes::admin);
        add("POST", "/api/enterprise/webhooks/test", Routes::admin);
    }

    private void publicFacts() {
        add("GET", "/api/providers", call -> call);
        add("GET", "/api/enterprise/config", call -> call);
        add("GET", "/api/version", call -> call);
        add("GET", "/api/health", call -> call);
        add("GET", "/v3/api-docs", call -> call);
    }

    private void add(String method, String template, java.util.function.UnaryOperator<Call> valid) {
        calls.put(method + " " + template, () -> valid.apply(Call.of(method, template)));
    }

    private static Call agent(Call call) {
        return call.bearer(GatewayUnderTest.AGENT_KEY);
    }

    private static Call admin(Call call) {
        return call.bearer(GatewayUnderTest.ADMIN_KEY);
    }

    /** Three times of four the agent's own session, which is live; else the next of those that are not, or not its own. */
    private String mostlyOwn() {
        asked++;
        return asked % 4 == 0 ? others().get(asked / 4 % others().size()) : session();
    }

    /** Another agent's, one that must be authorized again, one that cannot be renewed, and one that never was. */
    private List<String> others() {
        List<String> ids = others;
        if (ids == null) {
            ids = List.of(
                    ConsentFlow.session(gateway, GatewayUnderTest.OTHER_AGENT_KEY, GrantingProvider.REFRESHABLE),
                    ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.WITHDRAWN),
                    ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.UNREFRESHABLE),
                    "0b7c1f2e-5d34-4a6b-8c9d-0e1f2a3b4c5d");
            others = ids;
        }
        return ids;
    }

    private String session() {
        String id = session;
        if (id == null) {
            id = ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);
            session = id;
        }
        return id;
    }

    private String authorization() {
        String id = authorization;
        if (id == null) {
            id = new ConsentFlow(gateway::send).request(GatewayUnderTest.AGENT_KEY);
            authorization = id;
        }
        return id;
    }
}
