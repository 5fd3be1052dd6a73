package org.securecontext.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Starts, changes and watches replays as an operator would. */
record ReplayCalls(OperatorClient operator) {

    /** The body of a request; {@code more} is JSON that follows the range. */
    static String request(String endpoint, Instant from, @Nullable Instant to, String more) {
        return "{\"endpoint\":\"" + endpoint + "\",\"from\":\"" + from + "\""
                + (to == null ? "" : ",\"to\":\"" + to + "\"") + more + "}";
    }

    /** Starts a replay up to now; its id. */
    String start(String endpoint, Instant from, String more) {
        return start(endpoint, from, ReplayReceiver.tick(), more);
    }

    String start(String endpoint, Instant from, Instant to, String more) {
        OperatorClient.Reply reply = operator.post("/replays", request(endpoint, from, to, more));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(201);
        return reply.data().path("id").asText();
    }

    /** Pauses, resumes or cancels; the state after it. */
    String change(String job, String action) {
        return operator.post("/replays/" + job + "/" + action, null)
                .data()
                .path("state")
                .asText();
    }

    void awaitState(String job, String state) {
        await().atMost(Duration.ofMinutes(4))
                .until(() -> operator.get("/replays/" + job)
                        .data()
                        .path("state")
                        .asText()
                        .equals(state));
    }
}
