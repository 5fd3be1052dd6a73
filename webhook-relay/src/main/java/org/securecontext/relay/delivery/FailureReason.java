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
    PROTOCOL,
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
