/** Tests that know the gateway only by its HTTP face, byte by byte. */
@NullMarked
package org.securecontext.proxy.blackbox;

import org.jspecify.annotations.NullMarked;
