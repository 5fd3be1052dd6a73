/** One attempt: body, signatures, the HTTP exchange, and what its answer means. */
@NullMarked
package org.securecontext.relay.delivery;

import org.jspecify.annotations.NullMarked;
