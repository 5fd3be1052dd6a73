/** Who may call the operator API. */
@NullMarked
package org.securecontext.relay.operators;

import org.jspecify.annotations.NullMarked;
