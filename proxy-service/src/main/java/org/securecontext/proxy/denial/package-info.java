/** What agents asked for and may not have: counted before the answer, then one audit event per agent and minute. */
@NullMarked
package org.securecontext.proxy.denial;

import org.jspecify.annotations.NullMarked;
