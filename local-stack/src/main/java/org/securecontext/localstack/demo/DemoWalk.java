package org.securecontext.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.securecontext.events.EventType;

/** The walk of {@code scripts/local-stack.sh --demo}. */
public final class DemoWalk {

    private static final Set<EventType> EXPECTED = Set.of(EventType.TOKEN_CREATED, EventType.TOKEN_RETRIEVED);
    private static final Duration WEBHOOKS_AT_MOST = Duration.ofSeconds(30);

    private final DemoTarget target;
    private final Narration narration;
    private final Browser agent = new Browser();

    public DemoWalk(DemoTarget target, PrintStream terminal) {
        this.target = target;
        this.narration = new Narration(terminal);
    }

    /** Prints each step; false at the first that is not what it should be. */
    public boolean walk() {
        try {
            String session = connect();
            String token = fetchToken(session);
            useToken(token);
            readAuditTrail(session);
            receiveWebhooks(session);
            refuseOthers(session);
            return true;
        } catch (StepFailed e) {
            narration.failed(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private String connect() {
        String request = "{\"provider\":\"demo\",\"workflow_id\":\"demo-walk\"}";
        Answer asked = agent.postJson(target.at("/api/agent/auth"), request, authorization(target.agentKey()))
                .expecting(201);
        String requestId = asked.text("/data/request_id");
        narration.step("The agent asks for access to a demo account", "201, request " + requestId);

        String shown = new PersonSteps(narration).consent(URI.create(asked.text("/data/authorization_url")));

        Answer done = agent.get(
                        target.at("/api/agent/auth/" + requestId + "?wait=20s"), authorization(target.agentKey()))
                .expecting(200);
        String session = done.text("/data/session_id");
        require(session.equals(shown), "The agent is told session " + session + ", the person " + shown);
        narration.step("The agent asks how it went", done.text("/data/status") + ", session " + session);
        return session;
    }

    private String fetchToken(String session) {
        Answer answer =
                agent.get(tokenOf(session), authorization(target.agentKey())).expecting(200);
        String token = answer.text("/data/access_token");
        narration.step(
                "The agent fetches the token",
                Narration.shortened(token) + ", expires at " + answer.text("/data/expires_at"));
        return token;
    }

    private void useToken(String token) {
        Answer answer = agent.get(target.provider().resolve("/userinfo"), authorization(token))
                .expecting(200);
        require(answer.text("/sub").equals("alice"), "The token is of " + answer.text("/sub"));
        narration.step("The agent uses it at the provider", "it is alice's: " + answer.text("/email"));
    }

    private void readAuditTrail(String session) {
        List<String> events = new AuditTopic(target.bootstrapServers()).events(session, EXPECTED);
        narration.step("A SIEM reads the topic scp.token-events", String.join("\n      ", events));
    }

    private void receiveWebhooks(String session) {
        Set<String> missing = new HashSet<>();
        EXPECTED.forEach(type -> missing.add(type.legacyName()));
        List<String> received = new ArrayList<>();
        long deadline = System.nanoTime() + WEBHOOKS_AT_MOST.toNanos();
        while (!missing.isEmpty()) {
            require(System.nanoTime() < deadline, "The inbox has no webhook " + missing + " of session " + session);
            for (JsonNode each : agent.get(target.inbox().resolve("/received")).json()) {
                take(each, session, missing, received);
            }
            pause();
        }
        narration.step("The webhook inbox has received both, signatures checked", String.join("\n      ", received));
    }

    private void take(JsonNode delivery, String session, Set<String> missing, List<String> received) {
        String body = delivery.path("body").asText();
        String type = delivery.path("headers").path("x-scp-event-type").asText();
        if (body.contains(session) && missing.contains(type)) {
            require(delivery.path("signature_valid").asBoolean(), "The signature of the webhook " + type + " is wrong");
            missing.remove(type);
            received.add(
                    type + ", id " + delivery.path("headers").path("webhook-id").asText());
        }
    }

    private void refuseOthers(String session) {
        Answer stranger = agent.get(tokenOf(session), authorization("scp_" + "A".repeat(43)))
                .expecting(401);
        narration.step(
                "Someone with a key that nobody gave out asks for the token", "401 " + stranger.text("/error/code"));
        Answer other = agent.get(tokenOf(session), authorization(target.otherAgentKey()))
                .expecting(404);
        narration.step("Another agent that knows the session id asks", "404 " + other.text("/error/code"));
    }

    private URI tokenOf(String session) {
        return target.at("/api/tokens/" + session);
    }

    private static String[] authorization(String key) {
        return new String[] {"Authorization", "Bearer " + key};
    }

    private static void pause() {
        try {
            boolean unused = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted");
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new StepFailed(otherwise);
        }
    }
}
