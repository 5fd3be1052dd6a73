/** Open retries as the topic tells them. */
@NullMarked
package org.securecontext.relay.retries;

import org.jspecify.annotations.NullMarked;
