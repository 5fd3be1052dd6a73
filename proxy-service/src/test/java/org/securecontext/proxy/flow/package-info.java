/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.flow;

import org.jspecify.annotations.NullMarked;
