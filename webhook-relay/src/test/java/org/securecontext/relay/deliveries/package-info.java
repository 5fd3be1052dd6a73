/** What is known of deliveries. */
@NullMarked
package org.securecontext.relay.deliveries;

import org.jspecify.annotations.NullMarked;
