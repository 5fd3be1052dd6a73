package org.securecontext.relay.delivery;

import org.jspecify.annotations.Nullable;

/**
 * The part of an HTTP answer that matters.
 *
 * @param status the status code
 * @param retryAfter the {@code Retry-After} header as it came, or null
 */
record Answer(int status, @Nullable String retryAfter) {}
