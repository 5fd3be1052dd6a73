package org.securecontext.proxy.protection;

import java.time.Duration;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.ratelimit.Permit;
import org.springframework.http.HttpHeaders;

/** How a limit shows in an answer. */
final class RateHeaders {

    private RateHeaders() {}

    static void write(HttpHeaders headers, String policy, Permit permit) {
        headers.set("RateLimit-Policy", permit.policyHeader(policy));
        headers.set("RateLimit", permit.header(policy));
    }

    static Refusal refusal(Permit permit, String message) {
        Duration wait = permit.untilReset();
        return Refusal.of(ErrorCode.RATE_LIMIT_EXCEEDED, message).retryAfter(wait);
    }
}
