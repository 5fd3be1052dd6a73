/** The architecture of the relay. */
@NullMarked
package org.securecontext.relay;

import org.jspecify.annotations.NullMarked;
