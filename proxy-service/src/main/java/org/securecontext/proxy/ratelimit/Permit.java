package org.securecontext.proxy.ratelimit;

import java.time.Duration;

/**
 * Whether a call may go on.
 *
 * @param limit the limit that was asked
 * @param remaining about how many calls are left in the window
 * @param untilReset when the window ends
 */
public record Permit(boolean granted, RateLimit limit, long remaining, Duration untilReset) {

    /** The {@code RateLimit-Policy} header (draft-ietf-httpapi-ratelimit-headers §4) under this policy name. */
    public String policyHeader(String name) {
        return "\"" + name + "\";q=" + limit.permits() + ";w=" + limit.window().toSeconds();
    }

    /** The {@code RateLimit} header (draft-ietf-httpapi-ratelimit-headers §5) under this policy name. */
    public String header(String name) {
        return "\"" + name + "\";r=" + remaining + ";t=" + seconds();
    }

    private long seconds() {
        return untilReset.plusMillis(999).toSeconds();
    }
}
