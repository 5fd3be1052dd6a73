package org.securecontext.relay.delivery;

import java.util.Locale;

/** Why an attempt got no answer, or no good one. */
public enum FailureReason {
    TIMEOUT,
    REFUSED,
    RESET,
    DNS,
    FORBIDDEN_ADDRESS,
    TLS,
    /** What came was not HTTP/1.1, or over the limits. */
    PROTOCOL,
    /** A fault of the relay's own side, not of the endpoint. */
    INTERNAL,
    REDIRECT,
    STATUS_4XX,
    STATUS_429,
    STATUS_5XX,
    GONE;

    /** The word in metrics, logs and the attempt log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
