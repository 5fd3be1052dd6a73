/** Which addresses are refused. */
@NullMarked
package org.securecontext.relay.addresses;

import org.jspecify.annotations.NullMarked;
