/** Signatures, bodies and answers. */
@NullMarked
package org.securecontext.relay.delivery;

import org.jspecify.annotations.NullMarked;
