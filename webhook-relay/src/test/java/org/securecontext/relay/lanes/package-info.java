/** Lanes step by step, on Kafka's own mock clients. */
@NullMarked
package org.securecontext.relay.lanes;

import org.jspecify.annotations.NullMarked;
