/** The deliveries that were tried, as the attempt log tells them, and sending one again. */
@NullMarked
package org.securecontext.relay.deliveries;

import org.jspecify.annotations.NullMarked;
