/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.agents;

import org.jspecify.annotations.NullMarked;
