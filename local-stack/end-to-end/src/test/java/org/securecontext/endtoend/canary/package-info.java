/** Proof that no token can be read anywhere but in the answer to its agent. */
@NullMarked
package org.securecontext.endtoend.canary;

import org.jspecify.annotations.NullMarked;
