package org.securecontext.proxy.vault;

import org.jspecify.annotations.Nullable;

/**
 * Where a call came from, as its event tells it. All parts are already cut to a safe length.
 *
 * @param userAgent the caller's user agent
 * @param ipAddress the caller's address
 * @param traceparent the W3C trace context
 */
public record CallContext(
        @Nullable String userAgent,
        @Nullable String ipAddress,
        @Nullable String traceparent) {

    private static final CallContext NONE = new CallContext(null, null, null);

    /** Of a call that the service makes by itself. */
    public static CallContext none() {
        return NONE;
    }
}
