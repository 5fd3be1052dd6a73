/** Who may operate the relay, and the record of what was done. */
@NullMarked
package org.securecontext.relay.operators;

import org.jspecify.annotations.NullMarked;
