/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.caller;

import org.jspecify.annotations.NullMarked;
