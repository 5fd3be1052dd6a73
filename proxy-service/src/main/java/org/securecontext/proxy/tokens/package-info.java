/** The call that everything else is for: an agent fetches a live token. */
@NullMarked
package org.securecontext.proxy.tokens;

import org.jspecify.annotations.NullMarked;
