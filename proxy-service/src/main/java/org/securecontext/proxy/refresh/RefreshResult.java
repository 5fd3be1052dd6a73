package org.securecontext.proxy.refresh;

/** What became of a renewal. */
public enum RefreshResult {
    /** The session holds a new access token. */
    RENEWED,
    /** The provider refuses for good, or it cannot be known whether the refresh token is still good. */
    REFUSED,
    /** Not now: the provider failed or was not reached, or its circuit breaker is open. */
    UNAVAILABLE,
    /** The provider gave no answer in time. */
    TIMED_OUT,
    /** The outbox is full: nothing was sent. */
    AUDIT_FULL
}
