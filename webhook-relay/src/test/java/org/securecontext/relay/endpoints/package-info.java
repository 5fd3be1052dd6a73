/** Endpoints as they are declared. */
@NullMarked
package org.securecontext.relay.endpoints;

import org.jspecify.annotations.NullMarked;
