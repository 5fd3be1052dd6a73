package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The shape of each answer of the API, as clients rely on it. */
class GoldenFilesIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.staging();

    @Test
    void tokenKeepsItsShape() {
        GoldenFiles.assertShape("token", agent(RawRequest.get("/api/tokens/" + session())));
    }

    @Test
    void tokenErrorsKeepTheirShape() {
        GoldenFiles.assertShape("token-malformed-id", agent(RawRequest.get("/api/tokens/not-an-id")));
        GoldenFiles.assertShape("token-unknown", agent(RawRequest.get("/api/tokens/" + UUID.randomUUID())));
        GoldenFiles.assertShape(
                "token-unauthenticated", gateway.send(RawRequest.get("/api/tokens/" + UUID.randomUUID())));
        GoldenFiles.assertShape("token-reauthorization", agent(RawRequest.get("/api/tokens/" + withdrawn())));
        for (String method : new String[] {"POST", "PUT", "DELETE"}) {
            GoldenFiles.assertShape(
                    "token-wrong-method",
                    agent(RawRequest.get("/api/tokens/" + UUID.randomUUID()).method(method)));
        }
    }

    @Test
    void authorizationKeepsItsShape() {
        RawAnswer begun = agent(RawRequest.post("/api/agent/auth", "{\"provider\":\"fake\"}"));
        GoldenFiles.assertShape("authorization", begun);
        String requestId = begun.json().path("data").path("request_id").asText();
        GoldenFiles.assertShape("authorization-pending", agent(RawRequest.get("/api/agent/auth/" + requestId)));
        GoldenFiles.assertShape(
                "authorization-unknown-provider",
                agent(RawRequest.post("/api/agent/auth", "{\"provider\":\"nobody\"}")));
        GoldenFiles.assertShape("authorization-no-provider", agent(RawRequest.post("/api/agent/auth", "{}")));
    }

    @Test
    void completedAuthorizationKeepsItsShape() {
        ConsentFlow flow = new ConsentFlow(gateway::send);
        String requestId = flow.request(GatewayUnderTest.AGENT_KEY);
        RawAnswer end = flow.finish(flow.begin(requestId), GrantingProvider.REFRESHABLE);

        assertThat(end.location()).contains("session_id=");
        GoldenFiles.assertShape("authorization-completed", agent(RawRequest.get("/api/agent/auth/" + requestId)));
    }

    @Test
    void sessionsKeepTheirShape() {
        String workflow = "workflow-" + UUID.randomUUID();
        ConsentFlow flow = new ConsentFlow(gateway::send);
        String requestId = flow.request(
                GatewayUnderTest.AGENT_KEY, "{\"provider\":\"fake\",\"workflow_id\":\"" + workflow + "\"}");
        assertThat(flow.finish(flow.begin(requestId), GrantingProvider.REFRESHABLE)
                        .status())
                .isEqualTo(302);

        RawAnswer listed = agent(RawRequest.get("/api/sessions?workflow_id=" + workflow));
        String session = listed.json().at("/data/sessions/0/session_id").asText();

        GoldenFiles.assertShape("sessions", listed);
        GoldenFiles.assertShape("session", agent(RawRequest.get("/api/sessions/" + session)));
        GoldenFiles.assertShape(
                "session-extended",
                agent(RawRequest.post("/api/sessions/" + session + "/extend", "{\"additional_seconds\":60}")));
        GoldenFiles.assertShape("session-revoked", agent(RawRequest.delete("/api/sessions/" + session)));
    }

    @Test
    void publicFactsKeepTheirShape() {
        GoldenFiles.assertShape("providers", gateway.send(RawRequest.get("/api/providers")));
        GoldenFiles.assertShape("version", gateway.send(RawRequest.get("/api/version")));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health().at("/data/status")).hasToString("\"healthy\""));
        GoldenFiles.assertShape("health", gateway.send(RawRequest.get("/api/health")));
        GoldenFiles.assertShape("enterprise-config", gateway.send(RawRequest.get("/api/enterprise/config")));
    }

    @Test
    void administrationKeepsItsShape() {
        GoldenFiles.assertShape("storage-stats", admin(RawRequest.get("/api/storage/stats")));
        GoldenFiles.assertShape("webhooks-info", admin(RawRequest.get("/api/enterprise/webhooks/info")));
        GoldenFiles.assertShape("webhooks-test", admin(RawRequest.post("/api/enterprise/webhooks/test", "")));
        GoldenFiles.assertShape(
                "webhooks-test-disabled",
                GatewayUnderTest.development().send(RawRequest.post("/api/enterprise/webhooks/test", "")));
        GoldenFiles.assertShape("forbidden", agent(RawRequest.get("/api/storage/stats")));
    }

    @Test
    void errorsOutsideAnyRouteKeepTheirShape() {
        GoldenFiles.assertShape("unknown-path", agent(RawRequest.get("/api/nothing-here")));
        GoldenFiles.assertShape("bad-json", agent(RawRequest.post("/api/agent/auth", "{")));
        GoldenFiles.assertShape(
                "too-large", agent(RawRequest.post("/api/agent/auth", "\"" + "x".repeat(Poison.HUGE) + "\"")));
    }

    private JsonNode health() {
        return gateway.send(RawRequest.get("/api/health")).json();
    }

    private String session() {
        return ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.REFRESHABLE);
    }

    private String withdrawn() {
        return ConsentFlow.session(gateway, GatewayUnderTest.AGENT_KEY, GrantingProvider.WITHDRAWN);
    }

    private RawAnswer agent(RawRequest request) {
        return gateway.send(request.bearer(GatewayUnderTest.AGENT_KEY));
    }

    private RawAnswer admin(RawRequest request) {
        return gateway.send(request.bearer(GatewayUnderTest.ADMIN_KEY));
    }
}
