/** Tests of the relay's wiring. */
@NullMarked
package org.securecontext.relay.configuration;

import org.jspecify.annotations.NullMarked;
