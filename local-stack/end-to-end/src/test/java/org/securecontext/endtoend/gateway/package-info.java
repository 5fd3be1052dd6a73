/** A gateway of real processes, and callers that use it as agents and browsers do. */
@NullMarked
package org.securecontext.endtoend.gateway;

import org.jspecify.annotations.NullMarked;
