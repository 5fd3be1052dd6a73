/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.ratelimit;

import org.jspecify.annotations.NullMarked;
