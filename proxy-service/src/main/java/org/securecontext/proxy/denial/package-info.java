/** What agents asked for and may not have, as one audit event per agent and minute. */
@NullMarked
package org.securecontext.proxy.denial;

import org.jspecify.annotations.NullMarked;
