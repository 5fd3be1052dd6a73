package org.securecontext.relay.endpointapi;

import org.securecontext.relay.api.KafkaAnswer;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.retries.CloseRetries;
import org.springframework.stereotype.Component;

/** Deletes an endpoint that an operator made. */
@Component
final class DeleteEndpoint {

    private final FindEndpoint findEndpoint;
    private final KeepEndpoint keepEndpoint;

    private final CloseRetries closeRetries;

    DeleteEndpoint(FindEndpoint findEndpoint, KeepEndpoint keepEndpoint, CloseRetries closeRetries) {
        this.findEndpoint = findEndpoint;
        this.keepEndpoint = keepEndpoint;
        this.closeRetries = closeRetries;
    }

    Outcome<Deleted> delete(String id, Operator operator) {
        return findEndpoint.findChangeable(id).then(endpoint -> {
            keepEndpoint.delete(endpoint, operator);
            KafkaAnswer.await(closeRetries.of(endpoint.key()));
            KafkaAnswer.await(closeRetries.of(endpoint.operatorKey()));
            return Outcome.done(new Deleted(id, true));
        });
    }

    /** What was deleted. */
    record Deleted(String id, boolean deleted) {}
}
