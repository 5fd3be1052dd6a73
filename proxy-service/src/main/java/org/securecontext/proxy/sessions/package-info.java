/** What agents and the admin learn of sessions and do to them: list, look at, extend, revoke. */
@NullMarked
package org.securecontext.proxy.sessions;

import org.jspecify.annotations.NullMarked;
