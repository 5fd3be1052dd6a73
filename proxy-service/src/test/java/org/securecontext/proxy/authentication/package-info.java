/** Tests of the package of the same name. */
@NullMarked
package org.securecontext.proxy.authentication;

import org.jspecify.annotations.NullMarked;
