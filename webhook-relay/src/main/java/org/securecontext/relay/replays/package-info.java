/** Replays: durable jobs that deliver a range of the event topic to one endpoint again, each in a lane of its own. */
@NullMarked
package org.securecontext.relay.replays;

import org.jspecify.annotations.NullMarked;
