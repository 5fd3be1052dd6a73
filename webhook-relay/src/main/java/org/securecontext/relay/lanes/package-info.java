/** The way of an endpoint: its consumer group, its window of unsettled offsets, its poll loop. */
@NullMarked
package org.securecontext.relay.lanes;

import org.jspecify.annotations.NullMarked;
