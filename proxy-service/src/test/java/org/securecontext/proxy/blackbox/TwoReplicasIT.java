package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas behind one address that deals requests out in turn. */
class TwoReplicasIT {

    private static GatewayUnderTest first;
    private static GatewayUnderTest second;

    private final AtomicInteger turn = new AtomicInteger();

    @BeforeAll
    static void start() {
        first = GatewayUnderTest.staging();
        second = first.replica();
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    @Test
    void aFlowThatBeginsOnOneReplicaEndsOnTheOther() {
        // Given
        ConsentFlow onFirst = new ConsentFlow(first::send);
        String requestId = onFirst.request(GatewayUnderTest.AGENT_KEY);
        String state = onFirst.begin(requestId);

        // When
        RawAnswer end = second.send(RawRequest.get("/oauth/fake/callback?code=refreshable&state=" + state)
                .with("Cookie", onFirst.cookies()));

        // Then
        assertThat(end.status()).isEqualTo(302);
        assertThat(end.location()).contains("session_id=");
        RawAnswer poll =
                first.send(RawRequest.get("/api/agent/auth/" + requestId).bearer(GatewayUnderTest.AGENT_KEY));
        assertThat(poll.json().path("data").path("status").asText())
                .as("%s", poll)
                .isEqualTo("completed");
        String session = poll.json().path("data").path("session_id").asText();
        assertThat(end.location()).contains(session);
        for (GatewayUnderTest replica : new GatewayUnderTest[] {first, second}) {
            RawAnswer token =
                    replica.send(RawRequest.get("/api/tokens/" + session).bearer(GatewayUnderTest.AGENT_KEY));
            assertThat(token.status()).isEqualTo(200);
        }
    }

    @Test
    void everyStepOfAFlowMayMeetAnotherReplica() {
        // Given
        ConsentFlow flow = new ConsentFlow(this::sendInTurn);

        // When
        Set<String> locations = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            String state = flow.begin(flow.request(GatewayUnderTest.AGENT_KEY));
            turn.addAndGet(i);
            locations.add(flow.finish(state, GrantingProvider.REFRESHABLE).location());
        }

        // Then
        assertThat(locations)
                .hasSize(10)
                .allSatisfy(location -> assertThat(location).contains("session_id="));
    }

    @Test
    void aStateThatOneReplicaTookIsUsedUpOnTheOther() {
        // Given
        ConsentFlow flow = new ConsentFlow(first::send);
        String state = flow.begin(flow.request(GatewayUnderTest.AGENT_KEY));
        RawRequest callback = RawRequest.get("/oauth/fake/callback?code=refreshable&state=" + state)
                .with("Cookie", flow.cookies());

        // When
        RawAnswer once = first.send(callback);
        RawAnswer twice = second.send(callback);

        // Then
        assertThat(once.location()).contains("session_id=");
        assertThat(twice.location()).contains("error=").doesNotContain("session_id=");
    }

    private RawAnswer sendInTurn(RawRequest request) {
        return (turn.getAndIncrement() % 2 == 0 ? first : second).send(request);
    }
}
