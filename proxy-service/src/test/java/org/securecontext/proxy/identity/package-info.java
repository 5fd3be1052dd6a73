/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.identity;

import org.jspecify.annotations.NullMarked;
