/** Durable retries on a compacted topic, read by one reader for all lanes of the process. */
@NullMarked
package org.securecontext.relay.retries;

import org.jspecify.annotations.NullMarked;
