/** How the answers and errors of the operator API look. */
@NullMarked
package org.securecontext.relay.api;

import org.jspecify.annotations.NullMarked;
