package org.securecontext.localstack.inbox;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How the inbox answers webhooks.
 *
 * @param status of the answer; 0 or absent is 200
 * @param delayMs milliseconds before the answer
 * @param failNext how many of the next webhooks are answered 500 before the status counts again
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Behaviour(int status, int delayMs, int failNext) {

    static final Behaviour GOOD = new Behaviour(200, 0, 0);
    static final int FAILURE = 500;

    private static final int LONGEST_DELAY = 600_000;

    Behaviour {
        status = status == 0 ? 200 : status;
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be between 200 and 599");
        }
        if (delayMs < 0 || delayMs > LONGEST_DELAY) {
            throw new IllegalArgumentException("delay_ms must be between 0 and " + LONGEST_DELAY);
        }
        if (failNext < 0) {
            throw new IllegalArgumentException("fail_next must not be negative");
        }
    }

    int nextStatus() {
        return failNext > 0 ? FAILURE : status;
    }

    Behaviour afterOne() {
        return failNext > 0 ? new Behaviour(status, delayMs, failNext - 1) : this;
    }
}
