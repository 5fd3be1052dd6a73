/** An agent's request for a person's consent, from the call that makes the connect link to the answer that it polls for. */
@NullMarked
package org.securecontext.proxy.authorization;

import org.jspecify.annotations.NullMarked;
