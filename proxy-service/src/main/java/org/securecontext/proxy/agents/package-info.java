/** The agents that may call, their keys and what each may ask for. */
@NullMarked
package org.securecontext.proxy.agents;

import org.jspecify.annotations.NullMarked;
