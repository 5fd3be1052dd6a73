/** The way to Redis: connection, key names, scripts, and what the server can promise. */
@NullMarked
package org.securecontext.proxy.redis;

import org.jspecify.annotations.NullMarked;
