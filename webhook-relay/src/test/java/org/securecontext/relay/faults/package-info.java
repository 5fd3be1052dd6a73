/** Tests with real processes: the relay's jar, a broker, and receivers that misbehave. */
@NullMarked
package org.securecontext.relay.faults;

import org.jspecify.annotations.NullMarked;
