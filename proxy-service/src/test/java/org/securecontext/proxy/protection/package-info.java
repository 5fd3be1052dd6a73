/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.protection;

import org.jspecify.annotations.NullMarked;
