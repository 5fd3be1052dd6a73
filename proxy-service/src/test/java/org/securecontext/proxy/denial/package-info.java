/** Tests of what is denied. */
@NullMarked
package org.securecontext.proxy.denial;

import org.jspecify.annotations.NullMarked;
